package io.portcullis.host.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.host.cli.RuleDesk;
import io.portcullis.host.config.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackDeskTest {
    private static final Path PORTFOLIO = Path.of("..", "..", "rules", "portfolio");
    private static final String FACTS = """
            {
              "order": {"account": "main", "side": "BUY", "type": "LIMIT", "reducing": false, "shortSale": false,
                        "quantity": 100, "price": 50, "notional": 5000, "collarBps": 10},
              "account": {"equity": 10000000, "cash": 4000000, "peakEquity": 10000000, "drawdown": 0, "dayPnl": 0},
              "exposure": {"grossAfter": 0.1, "netAfter": 0.1, "nameAfter": 0.0005, "sectorAfter": 0.01, "grossBefore": 0.1,
                           "positionBefore": 0, "positionAfter": 100, "shortAfter": 0},
              "market": {"reference": 50, "bid": 49.99, "ask": 50.01, "spreadBps": 4, "averageDailyVolume": 1000000,
                         "dailyVolatility": 0.02, "participation": 0.0001, "ageSeconds": 0, "halted": false},
              "session": {"kind": "LIVE", "state": "NORMAL", "open": true, "day": 300},
              "counters": {"ordersThisSecond": 1, "ordersToday": 1, "deniedToday": 0, "fillsToday": 0, "pendingOrders": 0}
            }
            """;

    @TempDir
    private Path folder;

    private final PackDesk desk = new PackDesk();

    @Test
    void shouldFindTheShippedPackSound() {
        RuleDesk.Check check = desk.check(PORTFOLIO);

        assertThat(check.problems()).isEmpty();
        assertThat(check.name()).isEqualTo("portfolio");
        assertThat(check.rules()).isPositive();
        assertThat(check.cases()).isGreaterThan(check.rules());
    }

    @Test
    void shouldNameFileAndLineOfABrokenRule() throws IOException {
        copy(PORTFOLIO, folder.resolve("portfolio"));
        Path rules = folder.resolve("portfolio").resolve("gate").resolve("market.drl");
        Files.writeString(rules, Files.readString(rules).replaceFirst("when", "whne"));

        assertThat(desk.check(folder.resolve("portfolio")).problems())
                .anyMatch(line -> line.startsWith("gate/market.drl:"));
    }

    @Test
    void shouldAllowQuietFactsAndDenyAHaltedMarket() throws IOException {
        assertThat(judge(FACTS).verdict()).isEqualTo("ALLOW");
        assertThat(judge(FACTS).quantity()).isEqualTo(100);

        RuleDesk.Trial halted = judge(FACTS.replace("\"halted\": false", "\"halted\": true"));
        assertThat(halted.verdict()).isEqualTo("DENY");
        assertThat(halted.reasons()).anyMatch(line -> line.startsWith("POLICY_DENIED market"));
    }

    @Test
    void shouldDenyWhatItCannotSeeAndNameIt() throws IOException {
        RuleDesk.Trial trial =
                judge(FACTS.replace("\"nameAfter\": 0.0005, ", "").replace("\"open\": true, ", ""));

        assertThat(trial.verdict()).isEqualTo("DENY");
        assertThat(trial.reasons()).containsExactly("FACT_MISSING exposure.nameAfter", "FACT_MISSING session.open");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "halted": false     | "halted": 0                  | market.halted must be a true or false
            "price": 50         | "price": "50"                | order.price must be a finite number
            "price": 50         | "price": 1e400               | order.price must be a finite number
            "price": 50         | "prise": 50                  | there is no fact 'order.prise'
            "price": 50         | "price": NaN                 | no valid JSON
            "price": 50         | "price": 50, "price": 51     | Duplicate field
            "session": {        | "limits": {"grossMax": 9}, "session": { | limits come from the pack
            """)
    void shouldRefuseFactsThatAreNone(String part, String by, String why) {
        String broken = FACTS.replace(part, by);
        assertThat(broken).isNotEqualTo(FACTS);

        assertThatThrownBy(() -> FactsDocument.read(Path.of("f.json"), broken.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(why);
    }

    private RuleDesk.Trial judge(String facts) throws IOException {
        Path file = folder.resolve("facts.json");
        Files.writeString(file, facts);
        return desk.judge(file, PORTFOLIO);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
