package io.portcullis.ingest.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import io.portcullis.ingest.bus.ArtemisBus;
import io.portcullis.ingest.bus.BusSettings;
import io.portcullis.ingest.deadletter.DeadLetters;
import io.portcullis.ingest.route.RouteState.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reload matrix on a real folder and a real context. */
@Timeout(60)
class RouteFolderTest {
    private static final long POLL_MILLIS = 50;

    @TempDir
    static Path shared;

    private static ArtemisBus bus;

    @TempDir
    Path home;

    private Path folder;
    private DeadLetters deadLetters;
    private Routes routes;
    private ProducerTemplate caller;

    @BeforeAll
    static void openBus() {
        bus = ArtemisBus.open(BusSettings.defaults(shared.resolve("bus")));
    }

    @AfterAll
    static void closeBus() {
        bus.close();
    }

    @BeforeEach
    void start() throws IOException {
        folder = Files.createDirectory(home.resolve("routes"));
        write("other", answering("other", "other", "steady"));
        startRoutes();
    }

    private void startRoutes() {
        deadLetters = DeadLetters.toFolder(home.resolve("data/dead-letter"), Clock.systemUTC());
        routes = Routes.start(home.resolve("data"), folder, bus, deadLetters, Clock.systemUTC(), POLL_MILLIS);
        caller = routes.context().createProducerTemplate();
    }

    @AfterEach
    void stop() {
        routes.close();
        deadLetters.close();
    }

    /** A route that answers every call with a constant. */
    private static String answering(String id, String door, String answer) {
        return String.join(
                "\n",
                "- route:",
                "    id: " + id,
                "    from:",
                "      uri: direct:" + door,
                "      steps:",
                "        - setBody:",
                "            constant: " + answer,
                "");
    }

    private void write(String name, String text) throws IOException {
        Path aside = Files.writeString(home.resolve(name + ".new"), text);
        Files.move(aside, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path file(String name) {
        return folder.resolve(name + RouteFolder.SUFFIX);
    }

    private String ask(String door) {
        return caller.requestBody("direct:" + door, "", String.class);
    }

    private RouteState state(String name) {
        return routes.states().stream()
                .filter(state -> state.file().equals(name + RouteFolder.SUFFIX))
                .findFirst()
                .orElse(null);
    }

    private RouteState awaitStatus(String name, Status status) {
        await().until(() -> state(name) != null && state(name).status() == status);
        return state(name);
    }

    /** Waits until the file as it is now runs, and then for its route's answer. */
    private void awaitAnswer(String name, String door, String answer) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file(name)));
        String hash = HexFormat.of().formatHex(digest);
        await().until(() -> state(name) != null && state(name).runningHash().equals(hash));
        assertThat(ask(door)).isEqualTo(answer);
    }

    /** What only the route `other` can know: that nobody has touched it since it was started. */
    private void assertOtherUntouched(long callsBefore) {
        long calls = state("other").completed();
        assertThat(ask("other")).isEqualTo("steady");
        assertThat(calls).isGreaterThanOrEqualTo(callsBefore);
        assertThat(state("other").completed()).isEqualTo(calls + 1);
        assertThat(state("other").status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    void shouldReplaceOnlyTheEditedRoute() throws Exception {
        write("a", answering("a", "a", "one"));
        awaitAnswer("a", "a", "one");
        ask("other");
        String hash = state("a").runningHash();
        var loadedAt = state("other").loadedAt();

        write("a", answering("a", "a", "two"));
        awaitAnswer("a", "a", "two");

        assertOtherUntouched(1);
        assertThat(state("other").loadedAt()).isEqualTo(loadedAt);
        assertThat(state("a").runningHash()).isNotEqualTo(hash);
        assertThat(state("a").routeIds()).containsExactly("a");
    }

    @Test
    void shouldNotReloadAFileThatIsOnlyTouched() throws Exception {
        write("a", answering("a", "a", "one"));
        awaitAnswer("a", "a", "one");
        long calls = state("a").completed();

        write("a", answering("a", "a", "one"));
        write("b", answering("b", "b", "later"));
        awaitAnswer("b", "b", "later");

        assertThat(state("a").completed()).isEqualTo(calls);
    }

    @Test
    void shouldStopTheRouteOfADeletedFile() throws Exception {
        write("a", answering("a", "a", "one"));
        awaitAnswer("a", "a", "one");
        ask("other");

        Files.delete(file("a"));
        await().until(() -> state("a") == null);

        assertThat(routes.context().getRoute("a")).isNull();
        assertThat(routes.context().getRouteDefinition("a")).isNull();
        assertOtherUntouched(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "      uri: direct:a|      uri: [direct:a|not readable as YAML|5",
                "      uri: direct:a|      uri: exec:rm|unknown component 'exec'; a route may use|4",
                "      uri: direct:a|      uri: class:java.lang.Runtime|unknown component 'class'|4",
                "      uri: direct:a|      uri: timer:t?perriod=5|perriod|4",
                "      uri: direct:a|      uri: file:/etc|outside the folders that routes may use|4",
                "      uri: direct:a|      uri: file:{{portcullis.data}}/inbox/../log|outside the folders|4",
                "direct:a|file:{{portcullis.data}}/out?move=../../x|without '..'|4",
                "direct:a|file:{{portcullis.data}}/out?filter=#class:a.B|'#class:' is not allowed|4",
                "constant: one|groovy: one|'groovy' is not allowed|7",
                "constant: one|simple: ${bean:x}|'{bean:' is not allowed|7",
                "constant: one|simple: ${body.getClass}|unknown language 'bean'|0",
                "constant: one|constant: resource:file:/etc/passwd|'resource:' is not allowed|7",
                "constant: one|simple: '{{env:HOME}}'|'{env' is not allowed|7",
                "      uri: direct:a|      uri: bus:queue:commands|bus:queue:commands is not open to routes|4",
                "setBody|setBoddy|setBoddy|6",
                "- route:|- beans:|'beans' is not allowed at the top of a route file|1",
                "    id: a|    description: nameless|every route needs an id|2",
                "    id: a|    id: portcullis-market|must not start with portcullis-|2",
            })
    void shouldKeepTheOldRouteWhenTheNewFileIsBad(String part, String instead, String reason, int line)
            throws Exception {
        String good = answering("a", "a", "one");
        write("a", good);
        awaitAnswer("a", "a", "one");
        ask("other");
        RouteState before = state("a");

        write("a", good.replace(part, instead));
        RouteState failed = awaitStatus("a", Status.FAILED);

        assertThat(failed.problem()).contains(reason);
        assertThat(failed.line()).as(failed.problem()).isEqualTo(line);
        assertThat(failed.runningHash()).isEqualTo(before.runningHash());
        assertThat(failed.loadedAt()).isEqualTo(before.loadedAt());
        assertThat(ask("a")).isEqualTo("one");
        assertThat(state("a").completed()).isGreaterThan(before.completed());
        assertOtherUntouched(1);

        write("a", answering("a", "a", "fixed"));
        awaitAnswer("a", "a", "fixed");
        assertThat(awaitStatus("a", Status.ACTIVE).problem()).isEmpty();
    }

    @Test
    void shouldRefuseAnIdThatAnotherFileHasAndNameBoth() throws Exception {
        write("z-second", answering("other", "z", "stolen"));
        RouteState failed = awaitStatus("z-second", Status.FAILED);

        assertThat(failed.problem()).contains("'other'", "z-second.camel.yaml", "other.camel.yaml");
        assertThat(failed.line()).isEqualTo(2);
        assertThat(failed.routeIds()).isEmpty();
        assertThat(ask("other")).isEqualTo("steady");

        Files.delete(file("other"));
        awaitAnswer("z-second", "z", "stolen");
        assertThat(awaitStatus("z-second", Status.ACTIVE).routeIds()).containsExactly("other");
    }

    @Test
    void shouldApplyTwoFilesOfWhichOneIsBad() throws Exception {
        write("a", answering("a", "a", "one"));
        write("b", answering("b", "b", "one"));
        awaitAnswer("a", "a", "one");
        awaitAnswer("b", "b", "one");

        write("a", answering("a", "a", "two").replace("setBody", "nonsense"));
        write("b", answering("b", "b", "two"));
        awaitAnswer("b", "b", "two");
        awaitStatus("a", Status.FAILED);

        assertThat(ask("a")).isEqualTo("one");
        assertThat(state("b").status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    void shouldRefuseAnIdThatStandsTwiceInOneFile() throws Exception {
        write("a", answering("a", "a", "one") + answering("a", "a2", "two"));
        RouteState failed = awaitStatus("a", Status.FAILED);

        assertThat(failed.problem()).contains("'a' stands in this file twice");
        assertThat(failed.line()).as("the second one").isEqualTo(9);
        assertThat(failed.routeIds()).isEmpty();
        assertOtherUntouched(0);
    }

    @Test
    void shouldLetAnIdMoveFromOneFileToAnotherWhenBothAreSavedAtOnce() throws Exception {
        write("b", answering("moved", "b", "from b"));
        awaitAnswer("b", "b", "from b");

        // a comes before b, so at first its id is still taken
        write("a", answering("moved", "a", "from a"));
        write("b", answering("kept", "b", "still b"));
        awaitAnswer("b", "b", "still b");
        awaitAnswer("a", "a", "from a");

        assertThat(awaitStatus("a", Status.ACTIVE).routeIds()).containsExactly("moved");
        assertThat(awaitStatus("b", Status.ACTIVE).routeIds()).containsExactly("kept");
        assertOtherUntouched(0);
    }

    @Test
    void shouldRunOneOfTwoNewFilesWithTheSameId() throws Exception {
        write("twin-1", answering("twin", "t1", "first"));
        write("twin-2", answering("twin", "t2", "second"));
        await().until(() -> state("twin-1") != null && state("twin-2") != null);
        await().until(() -> state("twin-1").status() != state("twin-2").status());

        boolean firstRuns = state("twin-1").status() == Status.ACTIVE;
        String running = firstRuns ? "twin-1" : "twin-2";
        String refused = firstRuns ? "twin-2" : "twin-1";
        assertThat(state(refused).problem()).contains("'twin'", running + RouteFolder.SUFFIX);
        assertThat(ask(firstRuns ? "t1" : "t2")).isEqualTo(firstRuns ? "first" : "second");
        assertOtherUntouched(0);
    }

    @Test
    void shouldKeepTheOldRouteWhileAFileStaysHalfWritten() throws Exception {
        String second = answering("a", "a", "two");
        write("a", answering("a", "a", "one"));
        awaitAnswer("a", "a", "one");

        // in place, and then nothing for many looks: a copy over a slow line
        Files.writeString(file("a"), second.substring(0, second.indexOf("direct:")));
        RouteState half = awaitStatus("a", Status.FAILED);
        assertThat(half.problem()).isNotEmpty();
        assertThat(half.routeIds()).containsExactly("a");
        assertThat(ask("a")).isEqualTo("one");
        assertOtherUntouched(0);

        Files.writeString(file("a"), second.substring(second.indexOf("direct:")), StandardOpenOption.APPEND);
        awaitAnswer("a", "a", "two");
        assertThat(awaitStatus("a", Status.ACTIVE).problem()).isEmpty();
        assertOtherUntouched(0);
    }

    @Test
    void shouldShowABrokenNewFileAndForgetItWithTheFile() throws Exception {
        write("a", "- route: {id: a, from: {uri: 'nonsense:a', steps: []}}");
        RouteState failed = awaitStatus("a", Status.FAILED);
        assertThat(failed.problem()).contains("unknown component 'nonsense'");
        assertThat(failed.line()).isEqualTo(1);
        assertThat(failed.routeIds()).isEmpty();
        assertThat(failed.runningHash()).isEmpty();

        Files.delete(file("a"));
        await().until(() -> state("a") == null);
        assertOtherUntouched(0);
    }

    @Test
    void shouldStopTheLastGoodVersionWhenABrokenFileIsDeleted() throws Exception {
        write("a", answering("a", "a", "one"));
        awaitAnswer("a", "a", "one");
        write("a", answering("a", "a", "two").replace("setBody", "nonsense"));
        assertThat(awaitStatus("a", Status.FAILED).routeIds()).containsExactly("a");

        Files.delete(file("a"));
        await().until(() -> state("a") == null);
        assertThat(routes.context().getRoute("a")).isNull();
        assertOtherUntouched(0);
    }

    @Test
    void shouldAddEditAndDeleteThreeFilesAtOnce() throws Exception {
        write("edited", answering("edited", "edited", "one"));
        write("deleted", answering("deleted", "deleted", "one"));
        awaitAnswer("edited", "edited", "one");
        awaitAnswer("deleted", "deleted", "one");

        write("added", answering("added", "added", "new"));
        write("edited", answering("edited", "edited", "two"));
        Files.delete(file("deleted"));

        awaitAnswer("added", "added", "new");
        awaitAnswer("edited", "edited", "two");
        await().until(() -> state("deleted") == null);
        assertThat(routes.context().getRoute("deleted")).isNull();
        assertOtherUntouched(0);
    }

    @Test
    void shouldBringTheOldRouteBackWhenTheNewOneDoesNotStartBesideTheOthers() throws Exception {
        write("a", answering("a", "a", "one"));
        awaitAnswer("a", "a", "one");

        // Alone this file is fine; the door is taken only in the live context.
        write("a", answering("a", "other", "two"));
        RouteState failed = awaitStatus("a", Status.FAILED);

        assertThat(failed.routeIds()).containsExactly("a");
        assertThat(ask("a")).isEqualTo("one");
        assertThat(ask("other")).isEqualTo("steady");
    }

    @Test
    void shouldWaitUntilAFileIsWritten() throws Exception {
        RouteFile file = new RouteFile();
        Path path = file("slow");
        String text = answering("slow", "slow", "done");

        Files.writeString(path, text.substring(0, 30));
        assertThat(file.isSettledAndNew(path)).isFalse();
        Files.writeString(path, text.substring(30), StandardOpenOption.APPEND);
        assertThat(file.isSettledAndNew(path)).as("it grew since the last look").isFalse();
        assertThat(file.isSettledAndNew(path)).isTrue();

        awaitAnswer("slow", "slow", "done");
    }

    @Test
    void shouldRunOnWhenTheFolderIsGoneAndFollowItWhenItIsBack() throws Exception {
        Path away = home.resolve("away");
        Files.move(folder, away);
        await().until(() -> !routes.folderProblem().isEmpty());

        assertThat(routes.folderProblem()).contains(folder.toString(), "its last routes run on");
        assertThat(ask("other")).isEqualTo("steady");

        Files.move(away, folder);
        write("a", answering("a", "a", "back"));
        awaitAnswer("a", "a", "back");
        assertThat(routes.folderProblem()).isEmpty();
        assertOtherUntouched(1);
    }

    @Test
    void shouldStartWithoutAFolder() throws Exception {
        routes.close();
        folder = home.resolve("later");
        startRoutes();
        assertThat(routes.folderProblem()).contains("later");

        Files.createDirectory(folder);
        write("a", answering("a", "a", "one"));
        awaitAnswer("a", "a", "one");
    }

    @Test
    void shouldTakeNothingFromRunningRoutesWhenAFileIsTried() throws Exception {
        Path inbox = Files.createDirectories(home.resolve("data/inbox"));
        Path waiting = Files.writeString(inbox.resolve("waiting.csv"), "not to be touched");
        assertThat(bus.publishDecision("{\"decision\":\"waits\"}")).isTrue();
        await().until(() -> bus.counters().durableSent() >= 1);
        String greedy =
                "- route: {id: x, from: {uri: 'file:{{portcullis.data}}/inbox?delete=true', steps: [{to: 'log:x'}]}}\n"
                        + "- route: {id: y, from: {uri: 'bus:queue:decisions', steps: [{to: 'log:y'}]}}\n";
        var connection = bus.routesConnectionFactory();

        RouteTrial trial = new RouteTrial(new RouteContexts(home.resolve("data"), connection));
        assertThat(trial.check("greedy.camel.yaml", greedy)).containsExactly(entry("x", 1), entry("y", 2));

        assertThat(waiting).exists();
        try (var context = connection.createContext();
                var browser = context.createBrowser(context.createQueue("decisions"))) {
            assertThat(browser.getEnumeration().hasMoreElements()).isTrue();
        }
    }

    @Test
    void shouldFailFastAtADoorThatNoRouteHasOpened() {
        assertThatThrownBy(() -> ask("nowhere")).hasCauseInstanceOf(DirectConsumerNotAvailableException.class);
    }
}
