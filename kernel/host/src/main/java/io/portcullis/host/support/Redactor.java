package io.portcullis.host.support;

import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.Home;
import io.portcullis.host.config.PluginConfig;
import io.portcullis.host.config.Secrets;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes secrets out of text, in two ways: values that are known to be secret, wherever they stand, and whatever looks like one by its
 * name or its form. It rather hides too much than too little.
 */
public final class Redactor {
    /** Shorter values are words; hiding them would make a text unreadable and hides nothing. */
    private static final int KNOWN_LENGTH_MIN = 6;

    /** Begins where a word does: begun anywhere, a long word would be searched again from each of its letters. */
    private static final String NAME =
            "(?<![\\w.\\-])[\\w.\\-]*(?:passw(?:or)?d|passwd|pwd|passphrase|secret|token|credential|authorization"
                    + "|cookie|api[._\\-]?key|private[._\\-]?key|access[._\\-]?key|session[._\\-]?key)[\\w.\\-]*";

    private static final List<Form> FORMS = List.of(
            new Form(
                    "-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|\\z)",
                    Secrets.MASK),
            new Form("(?i)\\b(bearer|basic|digest)(\\s+)[A-Za-z0-9._~+/=\\-]{6,}", "$1$2" + Secrets.MASK),
            // the value in quotes, also in quotes that are escaped because they stand in JSON, or up to the next mark
            new Form(
                    "(?i)(" + NAME
                            + ")(\\\\?[\"']?\\s*[:=]\\s*)(?:\\\\\"(?:(?!\\\\\").)*\\\\\"|\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|[^\\s,;&}\"']+)",
                    "$1$2" + Secrets.MASK),
            new Form("(://)[^/\\s:@\"']*:[^/\\s@\"']+@", "$1" + Secrets.MASK + "@"),
            new Form("eyJ[A-Za-z0-9_\\-]{6,}\\.[A-Za-z0-9_\\-]+(?:\\.[A-Za-z0-9_\\-]*)?", Secrets.MASK),
            new Form("\\b(?:AKIA|ASIA)[0-9A-Z]{12,}", Secrets.MASK),
            new Form("\\b(?:gh[pousr]|glpat|xox[abprs]|sk|pk)[_\\-][A-Za-z0-9_\\-]{12,}", Secrets.MASK),
            new Form("\\b[0-9a-fA-F]{40,}\\b", Secrets.MASK),
            new Form(
                    "(?<![\\w/+.\\-])(?=[\\w/+\\-]*[0-9])(?=[\\w/+\\-]*[a-z])(?=[\\w/+\\-]*[A-Z])[A-Za-z0-9+_\\-]{40,}={0,2}",
                    Secrets.MASK));

    private final List<String> known;

    /** How a secret looks, and what takes its place. */
    private record Form(Pattern pattern, String mask) {
        Form(String pattern, String mask) {
            this(Pattern.compile(pattern), mask);
        }
    }

    /** Knows these values. */
    public Redactor(Set<String> known) {
        // a longer secret may hold a shorter one
        this.known = known.stream()
                .filter(value -> value.length() >= KNOWN_LENGTH_MIN)
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    /** Knows what this process and these folders hold: the data folder's secrets, settings, environment, system properties. */
    public static Redactor of(Home home) {
        Set<String> known = new HashSet<>();
        Map<String, String> environment = new HashMap<>(System.getenv());
        // the shell's folders, not passwords
        environment.keySet().removeAll(Set.of("PWD", "OLDPWD"));
        addNamed(known, environment);
        Properties properties = System.getProperties();
        for (String name : properties.stringPropertyNames()) {
            addNamed(known, Map.of(name, properties.getProperty(name)));
        }
        addFiles(known, home.etc(), "*.cfg");
        addWhole(known, home.data(), "*.{token,secret,key}");
        return new Redactor(known);
    }

    private static void addNamed(Set<String> known, Map<String, String> values) {
        values.forEach((name, value) -> {
            if (Secrets.isSecret(name)) {
                known.add(value.strip());
            }
        });
    }

    private static void addFiles(Set<String> known, Path folder, String pattern) {
        for (Path file : files(folder, pattern)) {
            try {
                addNamed(known, PluginConfig.read(file));
            } catch (ConfigException e) {
                // a file that cannot be read is not put into the bundle either
            }
        }
    }

    private static void addWhole(Set<String> known, Path folder, String pattern) {
        for (Path file : files(folder, pattern)) {
            try {
                Files.readString(file).lines().map(String::strip).forEach(known::add);
            } catch (IOException e) {
                // of another user: then it is not ours to know
            }
        }
    }

    private static List<Path> files(Path folder, String pattern) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
            List<Path> found = new ArrayList<>();
            files.forEach(found::add);
            return found;
        } catch (IOException e) {
            return List.of();
        }
    }

    /** A text without secrets. */
    public String text(String text) {
        String clean = text;
        for (String secret : known) {
            clean = clean.replace(secret, Secrets.MASK);
        }
        for (Form form : FORMS) {
            clean = form.pattern().matcher(clean).replaceAll(form.mask());
        }
        return clean;
    }

    /** A JVM option without secrets. */
    public String option(String option) {
        int equals = option.indexOf('=');
        boolean secret =
                equals > 0 && Secrets.isSecret(option.substring(0, equals).replaceFirst("^-D", ""));
        return secret ? option.substring(0, equals + 1) + Secrets.MASK : text(option);
    }

    /** A settings file without secrets and without comments, which might hold some. */
    public String settings(Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> text.append(name)
                .append(" = ")
                .append(text(Secrets.masked(name, value)))
                .append('\n'));
        return text.toString();
    }
}
