package io.portcullis.host.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.host.access.AdminToken;
import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.Home;
import io.portcullis.host.config.ServerSettings;
import io.portcullis.host.config.ServerSettings.Profile;
import io.portcullis.host.plugins.signing.SigningKey;
import io.portcullis.host.server.ServerFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A sound installation, and each way to spoil it. */
class DoctorTest {
    private static final Path SHIPPED = Path.of("..", "..");
    private static final SigningKey PARTNER = SigningKey.generate();

    @TempDir
    private Path folder;

    private Home home;
    private FakeMachine machine;

    @BeforeEach
    void build() throws IOException {
        build(folder.resolve("sound"));
    }

    private void build(Path root) throws IOException {
        home = new Home(root.resolve("portcullis"), root.resolve("data"));
        for (String name : List.of("bin", "lib", "plugins", "routes")) {
            Files.createDirectories(home.root().resolve(name));
        }
        copy(SHIPPED.resolve("etc"), home.etc());
        copy(SHIPPED.resolve("rules"), home.rules());
        write("plugins/agent.jar", "");
        write("plugins/agent.jar.sig", PARTNER.sign(new byte[0]).text());
        Files.createDirectories(home.trust());
        PARTNER.writePublic(home.trust().resolve("partner.pub"));
        set("etc/server.cfg", "http.port", "0");
        set("etc/server.cfg", "log.durability", "power");
        Path shared = Files.createDirectories(root.resolve("shm"));
        machine = new FakeMachine(shared, Files.createDirectories(root.resolve("run")));
        home.makeData();
        permit(home.root(), "rwxr-x---");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                    permit(copy, "rw-r-----");
                }
            }
        }
    }

    private void write(String file, String text) {
        try {
            Files.createDirectories(home.root().resolve(file).getParent());
            Files.writeString(home.root().resolve(file), text);
            permit(home.root().resolve(file), "rw-r-----");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void set(String file, String key, String value) {
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(home.root().resolve(file)));
            lines.removeIf(line -> line.startsWith(key + " ="));
            lines.add(key + " = " + value);
            Files.write(home.root().resolve(file), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void permit(Path path, String permissions) {
        try {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Checkup examine(Profile profile) {
        Optional<ServerSettings> server;
        try {
            server = Optional.of(ServerSettings.read(home, profile));
        } catch (ConfigException e) {
            server = Optional.empty();
        }
        return Doctor.examine(new Premises(home, profile, server, machine, false, Duration.ofSeconds(20)));
    }

    private List<Finding> found(Profile profile, String check) {
        return examine(profile).findings().stream()
                .filter(finding -> finding.check().equals(check))
                .toList();
    }

    @Test
    void shouldFindNothingWrongWithASoundInstallation() {
        Checkup checkup = examine(Profile.PROD);

        // how much room there is on the disk of whoever builds is not ours to say
        assertThat(checkup.findings().stream()
                        .filter(finding -> !List.of("disk-space", "disk-speed", "file-system", "shared-memory")
                                .contains(finding.check()))
                        .filter(finding -> finding.level() != Level.OK))
                .isEmpty();
        assertThat(checkup.findings().stream().map(Finding::check))
                .contains(
                        "java-version",
                        "java-add-opens",
                        "java-exit-on-oom",
                        "heap",
                        "processors",
                        "open-files",
                        "umask",
                        "user",
                        "insecure-options",
                        "port",
                        "shared-memory",
                        "clock-synchronised",
                        "clock-steady",
                        "disk-space",
                        "disk-inodes",
                        "disk-write",
                        "disk-speed",
                        "file-system",
                        "installation-permissions",
                        "data-permissions",
                        "secret-permissions",
                        "settings",
                        "profile",
                        "durability",
                        "kill-flags",
                        "plugin-signatures",
                        "limits",
                        "server-file",
                        "log-files",
                        "database");
    }

    /** A way to spoil it, and what the doctor must then say. */
    private record Fault(String name, String check, Level level, Runnable spoil) {}

    @TestFactory
    Stream<DynamicTest> shouldFindEachFault() {
        return faults().map(fault -> DynamicTest.dynamicTest(fault.name(), () -> {
            build(folder.resolve(fault.name().replaceAll("[^a-z]", "-")));
            fault.spoil().run();
            List<Finding> found = found(Profile.PROD, fault.check());
            assertThat(found).extracting(Finding::level).contains(fault.level());
            assertThat(found).filteredOn(finding -> finding.level() != Level.OK).allSatisfy(finding -> {
                assertThat(finding.what()).isNotBlank();
                assertThat(finding.right()).isNotBlank();
                assertThat(finding.line()).doesNotContain("\n");
            });
        }));
    }

    private Stream<Fault> faults() {
        return Stream.of(options(), machines(), folders(), settings(), leftovers())
                .flatMap(faults -> faults);
    }

    private static Fault fail(String name, String check, Runnable spoil) {
        return new Fault(name, check, Level.FAIL, spoil);
    }

    private static Fault warn(String name, String check, Runnable spoil) {
        return new Fault(name, check, Level.WARN, spoil);
    }

    private Stream<Fault> options() {
        Stream<Fault> opening = Stream.of(
                        "-Dcom.sun.management.jmxremote.port=9010",
                        "-Dcom.sun.management.jmxremote",
                        "-agentlib:jdwp=transport=dt_socket,server=y,address=5005",
                        "-Xrunjdwp:transport=dt_socket",
                        "-Xverify:none",
                        "-noverify",
                        "-XX:-BytecodeVerificationRemote",
                        "-Dcom.sun.jndi.ldap.object.trustURLCodebase=true",
                        "-Dcom.sun.jndi.rmi.object.trustURLCodebase=true",
                        "-Djava.rmi.server.useCodebaseOnly=false",
                        "-Djava.rmi.server.codebase=http://x/",
                        "-Djdk.serialFilter=*",
                        "-Djavax.net.debug=all",
                        "-Dlogback.configurationFile=/tmp/x.xml")
                .map(option -> fail("option " + option, "insecure-options", () -> machine.arguments.add(option)));
        Stream<Fault> doubtful = Stream.of("-javaagent:x.jar", "-agentpath:/x.so", "-Xbootclasspath/a:x.jar")
                .map(option -> warn("option " + option, "insecure-options", () -> machine.arguments.add(option)));
        Stream<Fault> variables = Stream.of("JAVA_TOOL_OPTIONS", "LD_PRELOAD")
                .map(name -> warn("variable " + name, "insecure-options", () -> machine.environment.put(name, "x")));
        return Stream.of(opening, doubtful, variables).flatMap(faults -> faults);
    }

    private Stream<Fault> machines() {
        return Stream.of(
                fail("an old java", "java-version", () -> machine.feature = 11),
                warn("a short-lived java", "java-version", () -> machine.feature = 19),
                fail("closed packages", "java-add-opens", () -> machine.open = false),
                fail("goes on without memory", "java-exit-on-oom", () -> machine.options.clear()),
                fail("more heap than memory", "heap", () -> machine.heap = machine.memory),
                warn("much heap", "heap", () -> machine.heap = machine.memory / 10 * 9),
                fail("hardly any heap", "heap", () -> machine.heap = 64 << 20),
                warn(
                        "a heap dump",
                        "insecure-options",
                        () -> machine.options.put("HeapDumpOnOutOfMemoryError", "true")),
                warn("one processor", "processors", () -> machine.processors = 1),
                fail("few files", "open-files", () -> machine.files = 64),
                warn("not many files", "open-files", () -> machine.files = 1024),
                fail("umask of nobody", "umask", () -> machine.umask = 0),
                warn("umask of a group", "umask", () -> machine.umask = 002),
                warn("root", "user", () -> machine.user = "root"),
                warn("no shared memory", "shared-memory", () -> machine.shared = folder.resolve("nowhere")),
                warn("clock not synchronised", "clock-synchronised", () -> machine.answers.put("timedatectl", "no")),
                warn("clock unknown", "clock-synchronised", () -> machine.answers.remove("timedatectl")),
                warn(
                        "clock off by chrony",
                        "clock-synchronised",
                        () -> machine.answers.put("chronyc", "A,x,2,0,0.02,0,0,0,0,0,0,0,0,Normal")),
                warn(
                        "chrony without sources",
                        "clock-synchronised",
                        () -> machine.answers.put("chronyc", "A,x,2,0,0.0,0,0,0,0,0,0,0,0,Not synchronised")),
                warn("clock jumped", "clock-steady", () -> machine.jump = Duration.ofHours(-1)),
                warn("no inodes", "disk-inodes", () -> machine.answers.put("df", "x 1 2 3 97% /data")));
    }

    private Stream<Fault> folders() {
        return Stream.of(
                fail("rules for everybody", "installation-permissions", () -> permit(home.rules(), "rwxrwxrwx")),
                fail(
                        "a rule file for everybody",
                        "installation-permissions",
                        () -> permit(home.rules().resolve("portfolio/limits.csv"), "rw-rw-rw-")),
                fail("settings for everybody", "installation-permissions", () -> permit(home.etc(), "rwxr-xrwx")),
                fail("plugins for everybody", "installation-permissions", () -> permit(home.plugins(), "rwxrwxrwx")),
                fail(
                        "libraries for everybody",
                        "installation-permissions",
                        () -> permit(home.root().resolve("lib"), "rwxrwxrwx")),
                warn("rules for a group", "installation-permissions", () -> permit(home.rules(), "rwxrwx---")),
                fail("data for everybody", "data-permissions", () -> permit(home.data(), "rwxrwxrwx")),
                warn("data that others see", "data-permissions", () -> permit(home.data(), "rwxr-xr-x")),
                fail("kill flags for everybody", "kill-permissions", () -> {
                    raise("global");
                    permit(home.killFlags(), "rwxrwxrwx");
                }),
                fail("a token for others", "secret-permissions", () -> {
                    AdminToken.loadOrCreate(home);
                    permit(home.adminToken(), "rw-r--r--");
                }),
                fail("no settings", "settings", () -> remove(home.etc())),
                fail("no rules", "limits", () -> remove(home.rules())));
    }

    private Stream<Fault> settings() {
        return Stream.of(
                fail("an unknown key", "settings", () -> set("etc/server.cfg", "http.prot", "1")),
                fail("a wrong value", "settings", () -> set("etc/safety.cfg", "gross.max", "much")),
                fail("an unknown engine key", "settings", () -> set("etc/engine.cfg", "sizing.magic", "1")),
                fail("a line twice", "settings", () -> write("etc/x.cfg", "a = 1\na = 2\n")),
                fail("no fees", "settings", () -> remove(home.etc().resolve("fees.csv"))),
                warn("no log settings", "settings", () -> remove(home.etc().resolve("logback.xml"))),
                warn("a secret in a file", "settings", () -> {
                    write("etc/venue.x.cfg", "api.secret = hunter2\n");
                    permit(home.etc().resolve("venue.x.cfg"), "rw-------");
                }),
                fail("a secret for others", "settings", () -> write("etc/venue.x.cfg", "password = hunter2\n")),
                fail("a password in the open", "settings", () -> write("etc/store.cfg", "password = x\n")),
                fail("an unknown database", "settings", () -> write("etc/store.cfg", "store = oracle\n")),
                warn("no database", "database", () -> write("etc/store.cfg", "store = postgresql\nport = 1\n")),
                warn("durability of a process", "durability", () -> set("etc/server.cfg", "log.durability", "process")),
                warn("an unset limit", "limits", () -> edit("rules/portfolio/limits.csv", "(?m)^name-max.*$", "")),
                warn(
                        "a limit of zero",
                        "limits",
                        () -> edit("rules/portfolio/limits.csv", "name-max,global,5", "name-max,global,0")),
                fail(
                        "a limit that is none",
                        "limits",
                        () -> edit("rules/portfolio/limits.csv", "name-max,global,5", "name-max,global,x")),
                warn("an unsigned plugin", "plugin-signatures", () -> write("plugins/new.jar", "")),
                warn("a changed plugin", "plugin-signatures", () -> write("plugins/agent.jar", "x")),
                warn(
                        "a plugin of a stranger",
                        "plugin-signatures",
                        () -> remove(home.trust().resolve("partner.pub"))),
                warn(
                        "a key that others may change",
                        "plugin-signatures",
                        () -> permit(home.trust().resolve("partner.pub"), "rw-rw-r--")));
    }

    private Stream<Fault> leftovers() {
        return Stream.of(
                warn("a kill", "kill-flags", () -> raise("venue_simulated")),
                warn(
                        "a dead server's file",
                        "server-file",
                        () -> new ServerFile(ProcessHandle.current().pid(), 8765, Instant.EPOCH, "dev").write(home)),
                warn("a server's file that is none", "server-file", () -> data("server.json", "{")),
                fail(
                        "snapshots without a log",
                        "log-files",
                        () -> data("snapshots/00000000000000000042.snapshot", "x")),
                fail("segments without a catalog", "log-files", () -> data("log/archive/0-0.rec", "x")),
                warn("a log without a snapshot", "snapshots", () -> data("log/archive/archive.catalog", "x")),
                warn("a log from the future", "clock-steady", () -> {
                    data("log/archive/archive.catalog", "x");
                    date(
                            home.data().resolve("log/archive/archive.catalog"),
                            Instant.now().plusSeconds(3_600));
                }));
    }

    private void raise(String flag) {
        data("kill/" + flag, "");
        permit(home.killFlags(), "rwx------");
    }

    private void data(String file, String text) {
        try {
            Path path = home.data().resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void edit(String file, String pattern, String by) {
        try {
            Path path = home.root().resolve(file);
            String former = Files.readString(path);
            String edited = former.replaceAll(pattern, by);
            assertThat(edited).isNotEqualTo(former);
            Files.writeString(path, edited);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void date(Path file, Instant time) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(time));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path path) {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldFailOnAPortThatAnotherHolds() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            set("etc/server.cfg", "http.port", "" + taken.getLocalPort());
            assertThat(found(Profile.DEV, "port")).extracting(Finding::level).containsExactly(Level.FAIL);

            ServerFile.ofThisProcess(taken.getLocalPort(), "dev").write(home);
            assertThat(found(Profile.DEV, "port")).extracting(Finding::level).containsExactly(Level.OK);
            assertThat(found(Profile.DEV, "port").get(0).what()).contains("is held by the server");
        }
    }

    @Test
    void shouldLookAtAFolderThatIsNotThereYetWithoutMakingIt() throws IOException {
        Files.delete(home.data());

        assertThat(examine(Profile.PROD).of(Level.FAIL).stream()
                        .filter(finding -> !finding.check().equals("disk-space")))
                .isEmpty();
        assertThat(home.data()).doesNotExist();
    }

    @Test
    void shouldLeaveNothingBehind() throws IOException {
        examine(Profile.PROD);
        try (Stream<Path> files = Files.list(home.data())) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void shouldPreferThePackThatJudgedLast() throws IOException {
        data("content/ACTIVE", "../../etc/passwd");
        assertThat(found(Profile.DEV, "limits").get(0).what()).contains("portfolio");
    }

    @Test
    void shouldSayWhatItFoundForPeopleAndForMachines() {
        machine.user = "root";
        Checkup checkup = examine(Profile.DEV);

        assertThat(checkup.lines())
                .anySatisfy(line -> assertThat(line).startsWith("WARN  user").contains("right:"));
        assertThat(checkup.line(Level.WARN)).contains("user: runs as root; run it as a user of its own");
        Map<String, ?> values = checkup.values();
        assertThat(values).containsKeys("worst", "findings", "millis");
    }

    @Test
    void shouldTellAboutTheRealMachineWhatItCan() {
        Machine own = new OwnMachine();
        assertThat(own.javaFeature()).isGreaterThanOrEqualTo(17);
        assertThat(own.isOpen("jdk.internal.misc"))
                .as("tests run with the server's options")
                .isTrue();
        assertThat(own.vmOption("ExitOnOutOfMemoryError")).isPresent();
        assertThat(own.vmOption("NoSuchOption")).isEmpty();
        assertThat(own.memoryBytes()).isPresent();
        assertThat(own.clockJump().abs()).isLessThan(Duration.ofMinutes(1));
        assertThat(own.ask(Duration.ofSeconds(20), "no-such-program-here")).isEmpty();
        assertThat(own.ask(Duration.ofSeconds(20), "echo", "yes")).contains("yes");
        assertThat(own.ask(Duration.ofMillis(50), "sleep", "20")).isEmpty();
    }
}
