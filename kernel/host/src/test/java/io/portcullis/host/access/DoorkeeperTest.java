package io.portcullis.host.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.host.config.AccessSettings;
import io.portcullis.host.config.ConfigException;
import io.portcullis.host.config.Home;
import io.portcullis.host.server.ServerRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoorkeeperTest {
    private static final int CHEAP_KIB = 256;
    private static final AccessSettings SETTINGS = new AccessSettings(Duration.ofHours(8), 3, 10, CHEAP_KIB);

    @TempDir
    private Path folder;

    private final MovingClock clock = new MovingClock();
    private Home home;
    private Doorkeeper keeper;

    @BeforeEach
    void open() {
        home = new Home(folder, folder.resolve("data"));
        keeper = Doorkeeper.open(home, SETTINGS, clock);
    }

    private static char[] password() {
        return "correct horse battery".toCharArray();
    }

    private static char[] wrong() {
        return "incorrect horse".toCharArray();
    }

    private Login enter() {
        keeper.add("ann", List.of("officer"), List.of(), password());
        return keeper.login("ann", password());
    }

    @Test
    void shouldKnowWhoLoggedInAcrossARestart() {
        Login login = enter();

        Identity ann = keeper.recognise(login.token()).orElseThrow();
        assertThat(ann.name()).isEqualTo("ann");
        assertThat(ann.standing()).isEqualTo("officer");
        assertThat(ann.may(Permission.ACTIVATE)).isTrue();
        assertThat(ann.may(Permission.RESUME)).isFalse();
        Doorkeeper restarted = Doorkeeper.open(home, SETTINGS, clock);
        assertThat(restarted.recognise(login.token())).contains(ann);
        assertThat(restarted.recognise(login.token().replace('a', 'b'))).isEmpty();
        assertThat(restarted.recognise("")).isEmpty();
    }

    @Test
    void shouldForgetALoginWhenItIsOver() {
        Login login = enter();

        clock.pass(Duration.ofHours(8).minusSeconds(1));
        assertThat(keeper.recognise(login.token())).isPresent();
        clock.pass(Duration.ofSeconds(1));
        assertThat(keeper.recognise(login.token())).isEmpty();
    }

    @Test
    void shouldEndLoginsByLogoutByANewPasswordAndByRemoval() {
        Login first = enter();
        Login second = keeper.login("ann", password());

        keeper.logout(first.token());
        assertThat(keeper.recognise(first.token())).isEmpty();
        assertThat(keeper.recognise(second.token())).isPresent();

        keeper.password("ann", "another battery staple".toCharArray());
        assertThat(keeper.recognise(second.token())).isEmpty();
        assertThatThrownBy(() -> keeper.login("ann", password())).isInstanceOf(LoginRefused.class);

        Login third = keeper.login("ann", "another battery staple".toCharArray());
        keeper.remove("ann");
        assertThat(keeper.recognise(third.token())).isEmpty();
        assertThat(Doorkeeper.open(home, SETTINGS, clock).recognise(third.token()))
                .isEmpty();
        assertThat(keeper.users()).isEmpty();
    }

    @Test
    void shouldLetOneChangeOnesOwnPasswordWithThePresentOneOnly() {
        Login login = enter();
        Identity ann = keeper.recognise(login.token()).orElseThrow();
        char[] next = "another battery staple".toCharArray();

        assertThatThrownBy(() -> keeper.password(ann, wrong(), next)).isInstanceOf(LoginRefused.class);
        assertThat(keeper.recognise(login.token())).isPresent();
        keeper.password(ann, password(), next);
        assertThat(keeper.recognise(login.token())).isEmpty();
        assertThat(keeper.login("ann", next).name()).isEqualTo("ann");
        assertThatThrownBy(() -> keeper.password(Identity.BOOTSTRAP, password(), next))
                .isInstanceOf(ServerRefusal.class);
    }

    @Test
    void shouldKeepAtMostSixteenLoginsOfOneUser() {
        Login oldest = enter();
        for (int i = 0; i < 15; i++) {
            clock.pass(Duration.ofSeconds(1));
            keeper.login("ann", password());
        }
        assertThat(keeper.recognise(oldest.token())).isPresent();
        clock.pass(Duration.ofSeconds(1));
        keeper.login("ann", password());
        assertThat(keeper.recognise(oldest.token())).isEmpty();
    }

    @Test
    void shouldSlowDownWhoGuessesAPassword() {
        enter();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> keeper.login("ann", wrong())).hasMessage("no user of that name and password");
        }
        assertThatThrownBy(() -> keeper.login("ann", password()))
                .isInstanceOfSatisfying(
                        LoginRefused.class, e -> assertThat(e.retryAfter()).isPositive());
        clock.pass(Duration.ofSeconds(2));
        assertThat(keeper.login("ann", password()).name()).isEqualTo("ann");
    }

    @Test
    void shouldSlowDownWhoGuessesNames() {
        enter();
        for (int i = 0; i < 10; i++) {
            int number = i;
            assertThatThrownBy(() -> keeper.login("name" + number, wrong()))
                    .hasMessage("no user of that name and password");
        }
        assertThatThrownBy(() -> keeper.login("ann", password())).hasMessageContaining("too many");
        clock.pass(Duration.ofMinutes(1));
        assertThat(keeper.login("ann", password()).name()).isEqualTo("ann");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            Ann             | officer          | -    | small letters
            -               | officer          | -    | small letters
            ann:x           | officer          | -    | small letters
            admin           | officer          | -    | name of the server
            watchdog        | officer          | -    | name of the server
            ann             | boss             | -    | 'boss' is no role; there are viewer, officer, approver, operator, admin
            ann             | -                | -    | must have a role
            ann             | officer          | ann  | cannot send orders and be officer
            ann             | viewer,approver  | ann  | cannot send orders and be viewer, approver
            ann             | admin            | ann  | cannot send orders
            ann             | operator         | ann  | cannot send orders
            ann             | -                | *    | a trader must be
            """)
    void shouldRefuseUsersThatCannotBe(String name, String roles, String traders, String why) {
        assertThatThrownBy(() -> keeper.add(name == null ? "" : name, split(roles), split(traders), password()))
                .isInstanceOf(ServerRefusal.class)
                .hasMessageContaining(why);
        assertThat(keeper.users()).isEmpty();
    }

    private static List<String> split(String texts) {
        return texts == null ? List.of() : List.of(texts.split(","));
    }

    @ParameterizedTest
    @CsvSource({"short pass, 12 to 128", "aaaaaaaaaaaaaaaa, 4 different", "this is ann again, contain the user's name"})
    void shouldRefusePasswordsThatAreGuessed(String weak, String why) {
        assertThatThrownBy(() -> keeper.add("ann", List.of("viewer"), List.of(), weak.toCharArray()))
                .hasMessageContaining(why)
                .hasMessageNotContaining(weak);
    }

    @Test
    void shouldLetADeskLookBesidesItsOrders() {
        keeper.add("desk", List.of("viewer"), List.of("ann", "bob"), password());

        Identity desk =
                keeper.recognise(keeper.login("desk", password()).token()).orElseThrow();
        assertThat(desk.may(Permission.ORDER)).isTrue();
        assertThat(desk.mayTradeAs("bob")).isTrue();
        assertThat(desk.mayTradeAs("carl")).isFalse();
        assertThat(desk.may(Permission.KILL)).isFalse();
        assertThat(Identity.BOOTSTRAP.mayTradeAs("carl")).isTrue();
    }

    @Test
    void shouldKeepNothingThatOpensADoor() throws IOException {
        Login login = enter();

        try (Stream<Path> files = Files.list(home.access())) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo("rw-------");
                assertThat(Files.readString(file)).doesNotContain(login.token(), "correct horse");
            }
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.access())))
                .isEqualTo("rwx------");
        assertThat(login.toString()).doesNotContain(login.token());
    }

    @Test
    void shouldRefuseFilesThatOthersCanReadOrThatWereTamperedWith() throws IOException {
        enter();
        Path users = home.access().resolve("users.json");
        Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> Doorkeeper.open(home, SETTINGS, clock))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("rw-r--r--");
        Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rw-------"));

        for (String text : List.of(
                "{", "{\"users\":[{\"name\":\"ann\"}]}", "{\"users\":[{\"name\":\"ann\",\"roles\":[\"boss\"]}]}")) {
            Files.writeString(users, text);
            assertThatThrownBy(() -> Doorkeeper.open(home, SETTINGS, clock))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("users.json");
        }
    }

    @Test
    void shouldTakeAsLongForAWrongNameAsForAWrongPassword() {
        enter();
        long name = 0;
        long secret = 0;
        for (int i = 0; i < 3; i++) {
            clock.pass(Duration.ofMinutes(2));
            secret += nanosOf("ann");
            clock.pass(Duration.ofMinutes(2));
            name += nanosOf("nobody");
        }
        System.out.printf("login: %d us for a wrong password, %d us for a wrong name%n", secret / 3_000, name / 3_000);
        // both hash once; without the hash a name would be told in microseconds
        assertThat(name).isGreaterThan(secret / 10);
    }

    private long nanosOf(String name) {
        long begun = System.nanoTime();
        assertThatThrownBy(() -> keeper.login(name, wrong())).isInstanceOf(LoginRefused.class);
        return System.nanoTime() - begun;
    }
}
