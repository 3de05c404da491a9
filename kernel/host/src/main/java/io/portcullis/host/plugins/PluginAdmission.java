package io.portcullis.host.plugins;

import io.portcullis.host.config.Home;
import io.portcullis.host.config.ServerSettings.Profile;
import io.portcullis.host.config.SharedAccess;
import io.portcullis.host.plugins.signing.DetachedSignature;
import io.portcullis.host.plugins.signing.SigningException;
import io.portcullis.host.plugins.signing.TrustedKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a plugin has to pass before the framework sees it: who could have changed its file, who vouches for its bytes, what its code
 * does, and whether it is older than what was there. Form is {@link PluginJarReader}'s matter, and comes first.
 *
 * <p>In profile prod nothing unsigned comes in. In profile dev it does, loudly; a signature that is there and not good is refused
 * in both, because then something is wrong with the file.
 */
final class PluginAdmission {
    private static final Logger LOG = LoggerFactory.getLogger(PluginAdmission.class);

    private final Home home;
    private final boolean strict;
    private final HighestVersions versions;

    PluginAdmission(Home home, Profile profile) {
        this.home = home;
        this.strict = profile == Profile.PROD;
        this.versions = new HighestVersions(home.pluginVersions());
    }

    /** A file that leads elsewhere, or that others could change, is not looked into. */
    void checkFile(Path file) throws PluginJarException, IOException {
        if (Files.isSymbolicLink(file)) {
            throw new PluginJarException("it is a symbolic link; copy the file itself");
        }
        Path signature = DetachedSignature.fileOf(file);
        boolean oddSignature = Files.exists(signature, LinkOption.NOFOLLOW_LINKS)
                && !Files.isRegularFile(signature, LinkOption.NOFOLLOW_LINKS);
        if (oddSignature || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new PluginJarException((oddSignature ? "its signature" : "it") + " is no regular file");
        }
        if (strict) {
            refuseShared(file);
            refuseShared(file.toAbsolutePath().getParent());
        }
    }

    private static void refuseShared(Path path) throws PluginJarException, IOException {
        Optional<String> writers = SharedAccess.ofWriters(path);
        if (writers.isPresent()) {
            throw new PluginJarException(
                    "others may change " + path + " (" + writers.get() + "); 'chmod go-w " + path + "'");
        }
    }

    /**
     * Lets a plugin in.
     *
     * @param jar of sound form
     * @param signature what stood in its signature file; null when there is none
     * @param downgrade whether somebody asked for it whatever its version
     * @return the same, with who signed it
     */
    PluginJar admit(PluginJar jar, String signature, boolean downgrade) throws PluginJarException {
        try {
            PluginJar signed = jar.signedBy(signature == null ? unsigned() : signer(jar, signature), signature);
            PluginJarReader.checkCode(jar);
            Optional<String> objection = versions.objection(jar, !strict);
            if (objection.isPresent() && !downgrade) {
                throw new PluginJarException(objection.get());
            }
            if (signed.signer().equals(PluginJar.UNSIGNED)) {
                LOG.warn(
                        "plugin {} {} ({}) is UNSIGNED: it is taken because the profile is dev; prod refuses it",
                        jar.name(),
                        jar.version(),
                        jar.fileName());
            }
            return signed;
        } catch (PluginJarException e) {
            throw e.of(jar);
        }
    }

    private String unsigned() throws PluginJarException {
        if (strict) {
            throw new PluginJarException("it is unsigned; profile prod wants its signature beside it, FILE.jar"
                            + DetachedSignature.SUFFIX + ", which 'plugins sign' makes")
                    .unsettled();
        }
        return PluginJar.UNSIGNED;
    }

    private String signer(PluginJar jar, String text) throws PluginJarException {
        try {
            return TrustedKeys.read(home.trust(), strict).signer(jar.content(), text);
        } catch (SigningException e) {
            PluginJarException refusal = new PluginJarException(e.getMessage() + orUnsigned(), e);
            throw e.isUnsettled() ? refusal.unsettled() : refusal;
        }
    }

    private String orUnsigned() {
        return strict ? "" : ", or delete its signature file: profile dev takes it unsigned";
    }

    /** What etc/trust holds, to see when that changes. */
    String trusted() {
        return TrustedKeys.read(home.trust(), strict).summary();
    }

    /** Remembers a plugin that runs; see {@link HighestVersions#active}. It runs also when that fails. */
    void active(PluginJar jar, String askedBy) {
        try {
            versions.active(jar, askedBy);
        } catch (UncheckedIOException e) {
            LOG.error(
                    "plugin {} {} runs, and an older one could take its place: {}",
                    jar.name(),
                    jar.version(),
                    e.getMessage(),
                    e);
        }
    }
}
