package io.portcullis.policy.gate;

import static io.portcullis.policy.TestPack.denyWhen;
import static io.portcullis.policy.TestPack.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.gate.Reason;
import io.portcullis.policy.Ring;
import io.portcullis.policy.TestPack;
import io.portcullis.policy.language.Rule;
import io.portcullis.policy.pack.RulePack;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules are compiled file by file, and mean what they mean together. */
class RuleBuildsTest {
    private static final int MANY = 20;

    private static TestPack twoFiles(int quantity) {
        return TestPack.empty()
                .file("gate/a-buys.drl", denyWhen("buys", "Order(buy)"))
                .file("gate/b-large.drl", denyWhen("large", "Order(quantity > " + quantity + ")"));
    }

    private static List<Rule> rules(TestPack pack) {
        return RulePack.read(pack.content(), new ArrayList<>()).orElseThrow().rules(Ring.GATE);
    }

    @Test
    void shouldCompileOnlyTheFileThatChanged() throws Exception {
        RuleBuilds builds = new RuleBuilds(8);
        RuleClasses before = builds.of(Ring.GATE, rules(twoFiles(10)));
        RuleClasses after = builds.of(Ring.GATE, rules(twoFiles(20)));
        assertThat(before.models()).hasSize(2);
        assertThat(after.models()).hasSize(2);
        before.classes().forEach((name, bytes) -> {
            if (name.contains("of_a_buys")) {
                assertThat(after.classes().get(name)).as(name).isSameAs(bytes);
            }
        });
        assertThat(builds.count()).isEqualTo(2);
        builds.of(Ring.GATE, rules(twoFiles(10)));
        assertThat(builds.count()).as("both files are known").isEqualTo(2);
    }

    @Test
    void shouldForgetTextsAndStillGiveAll() throws Exception {
        RuleBuilds builds = new RuleBuilds(1);
        assertThat(builds.of(Ring.GATE, rules(twoFiles(10))).models()).hasSize(2);
        assertThat(builds.of(Ring.GATE, rules(twoFiles(10))).models()).hasSize(2);
        assertThat(builds.of(Ring.WATCH, List.of()).models()).hasSize(1);
    }

    @Test
    void shouldJudgeByTheRulesOfAllFiles() throws Exception {
        try (PackCompiler compiler = new PackCompiler();
                PackJudge judge = new PackJudge(compiler.await(many().content()))) {
            assertThat(judge.judge(order()).reasons())
                    .extracting(Reason::rule)
                    .hasSize(MANY)
                    .doesNotHaveDuplicates();
        }
    }

    /** More files than packages; two of them differ in punctuation alone. */
    private static TestPack many() {
        TestPack pack = TestPack.empty();
        for (int i = 0; i < MANY; i++) {
            String name = i < 2 ? (i == 0 ? "one-two" : "one.two") : "file-" + i;
            pack.file("gate/" + name + ".drl", denyWhen("rule-" + i, "Order(quantity > " + i + ")"));
        }
        return pack;
    }
}
