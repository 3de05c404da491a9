package io.portcullis.host.config;

/** Which Portcullis this is. */
public final class Version {
    private Version() {}

    /** The version that the build wrote into the jar; {@code development} for classes that come from no jar. */
    public static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
