package io.portcullis.policy.edit;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.policy.analysis.Direction;
import io.portcullis.policy.analysis.Witness;
import io.portcullis.policy.gate.PackCompiler;
import io.portcullis.policy.pack.PackContent;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Edits the shipped pack in one place and looks what is said of the edit. */
class PackDiffTest {
    private static final PackCompiler COMPILER = new PackCompiler();

    @AfterAll
    static void close() {
        COMPILER.close();
    }

    private static PackDiff diff(String file, UnaryOperator<String> change) throws Exception {
        PackContent shipped = PackContent.ofFolder(Path.of("../../rules/portfolio"));
        SortedMap<String, String> files = new TreeMap<>(shipped.files());
        files.put(file, change.apply(files.get(file)));
        PackContent edited = PackContent.of(files);
        return PackDiff.of(COMPILER.await(shipped), COMPILER.await(edited));
    }

    @Test
    void shouldSayThatAHigherLimitIsLooserAndShowAnOrder() throws Exception {
        PackDiff diff = diff("limits.csv", text -> text.replace("gross-max,global,1.50", "gross-max,global,1.80"));
        assertThat(diff.direction()).isEqualTo(Direction.LOOSENS);
        assertThat(diff.changes()).containsExactly("gross-max 1.50 fraction -> 1.80 fraction: looser");
        assertThat(diff.cases()).contains("case 'beyond' of gross-limit was DENY by gross-limit, now ALLOW");
        assertThat(diff.looser())
                .extracting(Witness::before)
                .containsExactly("DENY by drawdown-ramp", "DENY by gross-limit");
        assertThat(diff.looser().get(1)).satisfies(witness -> {
            assertThat(witness.after()).isEqualTo("ALLOW");
            assertThat(Double.parseDouble(witness.facts().get("exposure.grossAfter")))
                    .isBetween(1.5, 1.8);
        });
        assertThat(diff.lines().get(0)).endsWith(": only loosens");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "limits.csv|gross-max,global,1.50|gross-max,global,1.20|TIGHTENS",
                "limits.csv|net-max,global,0.60|net-max,global,60.0000|LOOSENS",
                "limits.csv|drawdown-kill,global,15|drawdown-kill,global,20|LOOSENS",
                "limits.csv|drawdown-kill,global,15|drawdown-kill,global,12|TIGHTENS",
                "limits.csv|collar-bps,global,500,bps|collar-bps,global,5,percent|SAME",
                "limits.csv|name-max,global,5,percent|name-max,global,5,percent#name-max,instrument:XOM,4,percent|TIGHTENS",
                "limits.csv|name-max,global,5,percent|name-max,global,5,percent#name-max,sector:Energy,6,percent|LOOSENS",
                "limits.csv|name-max,global,5,percent|name-max,global,5,percent#name-max,account:junior,3,percent|TIGHTENS",
                "limits.csv|name-max,global,5,percent|name-max,global,5,percent#name-max,agent:trend,6,percent|LOOSENS",
                "restricted.csv|instrument,reason|instrument,reason#XYZ,inside information|TIGHTENS",
                "gate/exposure.drl|$gross > $max|$gross >= $max|TIGHTENS",
                "gate/exposure.drl|$gross > $max|$gross > $max, $gross < 100|LOOSENS",
                "gate/exposure.drl|$gross > $max|$gross < $max|BOTH",
                "gate/exposure.drl|$gross > $max|!($gross <= $max)|SAME",
                "gate/order.drl|$volume <= 0|$volume < 1|TIGHTENS",
                "gate/order.drl|$participation > $max|$participation * 2 > $max|CANNOT_TELL",
                "gate/borrow.drl|$short > $available|$short >= $available|TIGHTENS",
                "gate/borrow.drl|$short > $available|$short > $available + 100|CANNOT_TELL",
                "gate/market.drl|kind == \"LIVE\", open|kind in (\"LIVE\", \"DEMO\"), open|TIGHTENS",
                "gate/market.drl|kind == \"LIVE\", open|kind == \"LIVE\"|TIGHTENS",
                "gate/market.drl|    Order(!reducing)#    Instrument(!tradable)|    Instrument(!tradable)|TIGHTENS",
                "gate/market.drl|$age > 900)|$age > 900, $age < 800)|LOOSENS"
            })
    void shouldTellTheDirection(String file, String old, String next, String direction) throws Exception {
        PackDiff diff = diff(file, text -> {
            assertThat(text).contains(old.replace('#', '\n'));
            return text.replace(old.replace('#', '\n'), next.replace('#', '\n'));
        });
        assertThat(diff.direction()).as(String.join("\n", diff.lines())).isEqualTo(Direction.valueOf(direction));
        if (diff.direction() == Direction.LOOSENS || diff.direction() == Direction.BOTH) {
            assertThat(diff.looser()).isNotEmpty();
        }
        if (diff.direction() == Direction.TIGHTENS || diff.direction() == Direction.BOTH) {
            assertThat(diff.tighter()).isNotEmpty();
        }
    }

    @Test
    void shouldSayNothingOfThePackItself() throws Exception {
        PackDiff diff = diff("cases/gross-limit.csv", text -> text);
        assertThat(diff.direction()).isEqualTo(Direction.SAME);
        assertThat(diff.lines()).hasSize(1);
    }
}
