package io.portcullis.policy.gate;

import static io.portcullis.policy.TestPack.denyWhen;
import static io.portcullis.policy.TestPack.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.gate.Verdict;
import io.portcullis.policy.Finding;
import io.portcullis.policy.TestPack;
import io.portcullis.policy.pack.PackContent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The goal is that kept classes judge only when they are those of the pack, and that everything else is compiled. Method: what
 * one compiler kept is changed in every way that the authentication of a file would not have caught, and given to the next.
 */
class KeptClassesTest {
    private static final PackContent PACK = TestPack.gate(
                    denyWhen("buys", "Order(buy)"), denyWhen("large", "Order(quantity > 100)"))
            .content();
    private static final PackContent LESS =
            TestPack.gate(denyWhen("large", "Order(quantity > 100)")).content();

    private static final PackContent OTHER_LIMITS = TestPack.gate(
                    denyWhen("buys", "Order(buy)"), denyWhen("large", "Order(quantity > 100)"))
            .file(
                    "limits.csv",
                    "limit,scope,value,unit\ngross-max,global,1.25,fraction\n"
                            + "order-notional-max,global,1000000,money\ndrawdown-kill,global,15,percent\n")
            .content();

    private final MemoryKept kept = new MemoryKept();

    @Test
    void shouldCompileOnceAndLinkAfterwards() throws Exception {
        try (PackCompiler first = kept.compiler()) {
            kept.publish(first, PACK);
            assertThat(first.builds()).isEqualTo(2);
            assertThat(first.isKept(MemoryKept.read(PACK))).isTrue();
        }
        try (PackCompiler second = kept.compiler()) {
            assertDeniesBuys(second);
            assertThat(second.builds()).isZero();
            assertThat(second.isKept(MemoryKept.read(PACK))).isTrue();
        }
    }

    @Test
    void shouldKeepNothingBeforeAPackIsPublished() throws Exception {
        try (PackCompiler compiler = kept.compiler()) {
            compiler.await(PACK);
            compiler.await(LESS);
            assertThat(kept.get(PACK)).isNull();
            assertThat(compiler.isKept(MemoryKept.read(PACK))).isFalse();
        }
    }

    @Test
    void shouldKeepTheClassesOfAPackWhoseRulesWereCompiledForAnother() throws Exception {
        try (PackCompiler compiler = kept.compiler()) {
            compiler.await(OTHER_LIMITS);
            kept.publish(compiler, PACK);
            assertThat(compiler.builds()).isEqualTo(2);
        }
        try (PackCompiler second = kept.compiler()) {
            assertDeniesBuys(second);
            assertThat(second.builds()).isZero();
        }
    }

    @Test
    void shouldLinkTheClassesThatWereKeptForAPackWithOtherLimits() throws Exception {
        published(OTHER_LIMITS);
        try (PackCompiler second = kept.compiler()) {
            assertDeniesBuys(second);
            assertThat(second.builds()).isZero();
            assertThat(second.isKept(MemoryKept.read(PACK))).isTrue();
        }
    }

    /** Or a store that holds but a few would forget the rules that judge, because they were once the first. */
    @Test
    void shouldKeepAgainWhatComesToJudgeAgain() throws Exception {
        try (PackCompiler compiler = kept.compiler()) {
            kept.publish(compiler, PACK);
            kept.publish(compiler, LESS);
            kept.put(PACK, new byte[0]);
            kept.publish(compiler, PACK);
            assertThat(kept.get(PACK)).isNotEmpty();
        }
    }

    @Test
    void shouldCompileWhatIsDamaged() throws Exception {
        byte[] sound = published(PACK);
        assertCompiled(new byte[0]);
        assertCompiled(Arrays.copyOf(sound, sound.length / 2));
        assertCompiled(Arrays.copyOf(sound, sound.length - 9));
        byte[] flipped = sound.clone();
        flipped[sound.length / 2] ^= 0x20;
        assertCompiled(flipped);
    }

    @Test
    void shouldCompileWhenTheClassesLackARule() throws Exception {
        assertCompiled(published(LESS));
    }

    @Test
    void shouldCompileWhenAClassCannotBeLinked() throws Exception {
        var rings = PackClasses.decode(published(PACK));
        rings.values()
                .forEach(rules -> rules.classes()
                        .replaceAll((name, bytes) -> rules.models().contains(name) ? bytes : Arrays.copyOf(bytes, 40)));
        assertCompiled(PackClasses.encode(rings));
    }

    @Test
    void shouldCompileWhenTheProofFails() throws Exception {
        published(PACK);
        try (PackCompiler compiler = kept.compiler(linked -> List.of(Finding.in("cases/buys.csv", "does not fire")))) {
            assertDeniesBuys(compiler);
            assertThat(compiler.builds()).isEqualTo(2);
            assertThat(compiler.isKept(MemoryKept.read(PACK))).isFalse();
        }
    }

    private byte[] published(PackContent content) throws Exception {
        try (PackCompiler compiler = kept.compiler()) {
            kept.publish(compiler, content);
        }
        return kept.get(content);
    }

    private void assertCompiled(byte[] bytes) throws Exception {
        kept.put(PACK, bytes);
        try (PackCompiler compiler = kept.compiler()) {
            assertDeniesBuys(compiler);
            assertThat(compiler.builds()).as("of %d bytes", bytes.length).isEqualTo(2);
        }
    }

    private static void assertDeniesBuys(PackCompiler compiler) throws Exception {
        try (PackJudge judge = new PackJudge(compiler.await(PACK))) {
            assertThat(judge.judge(order()).verdict()).isEqualTo(Verdict.DENY);
            var sale = order();
            sale.order().setBuy(false);
            assertThat(judge.judge(sale).verdict()).isEqualTo(Verdict.ALLOW);
        }
    }
}
