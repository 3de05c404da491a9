package io.portcullis.host.cli;

import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;

/**
 * The name of a plugin that is still to be written, in the forms that its files need.
 *
 * @param text lower-case words with hyphens, as it stands in file names and configurations
 */
record PluginName(String text) {
    private static final int LENGTH_MAX = 40;
    /** They mean something else where a plugin's name may stand: {@code --market none}, {@code kill --scope global}. */
    private static final Set<String> TAKEN = Set.of("none", "global");

    /** Refuses what could not be the name of a file, of a package and of a class at once. */
    PluginName {
        if (text.length() > LENGTH_MAX || !text.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("NAME must be lower-case words with hyphens, at most " + LENGTH_MAX
                    + " characters, such as night-shift, got '" + text + "'");
        }
        if (TAKEN.contains(text) || SourceVersion.isKeyword(text.replace("-", ""))) {
            throw new IllegalArgumentException("NAME must not be a word with a meaning of its own, got '" + text + "'");
        }
    }

    /** In one word, as a package wants it. */
    String joined() {
        return text.replace("-", "");
    }

    /** Each word with a capital, as a class wants it. */
    String camelCase() {
        StringBuilder name = new StringBuilder();
        for (String word : text.split("-")) {
            name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return name.toString();
    }
}
