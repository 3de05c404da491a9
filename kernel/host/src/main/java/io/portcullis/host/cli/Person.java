package io.portcullis.host.cli;

/** Who types: the operating system's user name, as an identifier. */
final class Person {
    private Person() {}

    static String name() {
        String name = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._@-]", "_");
        return name.isEmpty() ? "unknown" : name.substring(0, Math.min(64, name.length()));
    }
}
