package io.portcullis.host.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The process whose classes become the archive: it loads each class that a start was seen to load, and ends. It runs none of
 * their code, so that no lambda is linked: Java 17 ends with a fault in its own code when it archives those of Drools.
 */
public final class ArchivedClasses {
    private static final String COMMENT = "#";
    private static final String CALL_SITE = "@";
    private static final String OTHER_LOADER = " source: ";
    private static final List<String> MADE_AT_RUN_TIME =
            List.of("jdk/proxy", "com/sun/proxy/", "java/lang/invoke/LambdaForm$");

    private ArchivedClasses() {}

    /** With the list that {@code -XX:DumpLoadedClassList} wrote as the only argument. */
    public static void main(String[] arguments) throws IOException {
        ClassLoader loader = ArchivedClasses.class.getClassLoader();
        for (String name : of(Files.readAllLines(Path.of(arguments[0])))) {
            try {
                Class.forName(name, false, loader);
            } catch (ClassNotFoundException | LinkageError e) {
                // An optional dependency that is not there; the start came without it as well.
                continue;
            }
        }
    }

    /** The classes of the class path and of the JDK in such a list, as their binary names. */
    static List<String> of(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.isBlank() && !line.startsWith(COMMENT) && !line.startsWith(CALL_SITE))
                // Those of bundles: another loader finds them, each time anew.
                .filter(line -> !line.contains(OTHER_LOADER))
                .map(line -> line.split(" ", 2)[0])
                .filter(name -> MADE_AT_RUN_TIME.stream().noneMatch(name::startsWith))
                .map(name -> name.replace('/', '.'))
                .distinct()
                .toList();
    }
}
