package io.portcullis.host.doctor;

import io.portcullis.host.config.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Who may change what the server runs by: code, settings, rules, routes, plugins. */
final class InstallationCheck implements Check {
    private static final String NAME = "installation-permissions";
    private static final int FILES_MAX = 5_000;
    private static final int NAMED_MAX = 3;

    @Override
    public List<Finding> look(Premises premises) throws IOException {
        Home home = premises.home();
        List<Access> everybody = new ArrayList<>();
        List<Access> group = new ArrayList<>();
        for (Path folder : List.of(
                home.root().resolve("bin"),
                home.root().resolve("lib"),
                home.etc(),
                home.rules(),
                home.routes(),
                home.plugins(),
                home.addedPlugins())) {
            look(folder, everybody, group);
        }
        Access.of(home.root()).filter(Access::everybodyWrites).ifPresent(everybody::add);
        if (!everybody.isEmpty()) {
            return List.of(Finding.fail(
                    NAME,
                    "everybody on this machine may change what the server runs by",
                    named(everybody),
                    "chmod -R o-w " + home.root()));
        }
        return List.of(
                group.isEmpty()
                        ? Finding.ok(NAME, "only the owner may change code, settings, rules, routes and plugins")
                        : Finding.warn(
                                NAME,
                                "a group may change what the server runs by",
                                named(group),
                                "chmod -R g-w " + home.root() + ", unless the group is meant to"));
    }

    private static void look(Path folder, List<Access> everybody, List<Access> group) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder.toRealPath())) {
            for (Path file : files.limit(FILES_MAX).toList()) {
                Access access =
                        Files.isSymbolicLink(file) ? null : Access.of(file).orElse(null);
                if (access != null && access.everybodyWrites()) {
                    everybody.add(access);
                } else if (access != null && access.groupWrites()) {
                    group.add(access);
                }
            }
        }
    }

    private static String named(List<Access> files) {
        List<String> some = files.stream()
                .limit(NAMED_MAX)
                .map(file -> file.path() + " " + file.text())
                .toList();
        int more = files.size() - some.size();
        return String.join(", ", some) + (more > 0 ? " and " + more + " more" : "");
    }
}
