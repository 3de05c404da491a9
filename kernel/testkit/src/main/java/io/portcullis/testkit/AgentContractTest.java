package io.portcullis.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.model.market.Bar;
import io.portcullis.model.market.MarketEvent;
import io.portcullis.model.signal.FeatureFrame;
import io.portcullis.model.signal.FeatureVector;
import io.portcullis.model.signal.Signal;
import io.portcullis.spi.Agent;
import io.portcullis.spi.AgentInputs;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every agent keeps to. Extend it, say how to make yours, and override the market when yours needs a special one. */
public abstract class AgentContractTest {
    private static final LocalDate START = LocalDate.of(2024, 3, 4);
    private static final int DAYS = 60;
    private static final int SPLIT = 35;
    private static final int INSTRUMENTS = 60;

    /** A fresh agent, activated with the configuration under test; each call a new instance. */
    protected abstract Agent newAgent();

    /** The cross-sections that it is shown; at least one must move it to an opinion. */
    protected List<FeatureFrame> frames(long seed) {
        return Frames.daily(newAgent().inputs().features(), INSTRUMENTS, START, DAYS, seed);
    }

    /** What it is told before the frame with this index; daily bars when it asks for bars. */
    protected List<MarketEvent> eventsBefore(int frameIndex, FeatureFrame frame) {
        if (!newAgent().inputs().eventTypes().contains(Bar.class)) {
            return List.of();
        }
        LocalDate day = TradingDays.from(START, frameIndex + 1).get(frameIndex);
        List<MarketEvent> events = new ArrayList<>();
        for (FeatureVector row : frame.rows()) {
            String name = row.instrument().value();
            double close = 100 + (name.hashCode() * 31L + frameIndex * 7L) % 10;
            events.add(Bars.of(name).on(day).close(close).build());
        }
        return events;
    }

    @Test
    public void shouldHaveAnOpinionOnSomething() {
        assertThat(run(newAgent(), 0, frames(1)).stream().flatMap(List::stream)).isNotEmpty();
    }

    @Test
    public void shouldSayTheSameTwice() {
        assertThat(run(newAgent(), 0, frames(2))).isEqualTo(run(newAgent(), 0, frames(2)));
    }

    @Test
    public void shouldNameItselfAndItsNeedsTheSameEachTime() {
        Agent agent = newAgent();
        assertThat(agent.id()).isEqualTo(newAgent().id());
        AgentInputs before = agent.inputs();
        run(agent, 0, frames(3));
        assertThat(agent.inputs()).isEqualTo(before);
        assertThat(before.features()).doesNotHaveDuplicates();
    }

    @Test
    public void shouldSignWithItsOwnHorizon() {
        Agent agent = newAgent();
        int horizon = agent.inputs().horizonDays();
        // The sink checks agent, time and instrument.
        assertThat(run(agent, 0, frames(4)).stream().flatMap(List::stream))
                .allMatch(signal -> signal.horizonDays() == horizon);
    }

    @Test
    public void shouldGoOnFromASnapshotAsIfNothingHadHappened() {
        List<FeatureFrame> frames = frames(5);
        Agent first = newAgent();
        List<List<Signal>> whole = new ArrayList<>(run(first, 0, frames.subList(0, SPLIT)));
        byte[] memory = first.snapshot();
        whole.addAll(run(first, SPLIT, frames.subList(SPLIT, frames.size())));

        Agent second = newAgent();
        second.restore(memory);
        assertThat(second.snapshot()).as("the restored memory, written again").isEqualTo(memory);
        assertThat(run(second, SPLIT, frames.subList(SPLIT, frames.size())))
                .isEqualTo(whole.subList(SPLIT, whole.size()));
    }

    @Test
    public void shouldStartFreshFromAnEmptySnapshot() {
        Agent agent = newAgent();
        agent.restore(new byte[0]);
        assertThat(run(agent, 0, frames(6))).isEqualTo(run(newAgent(), 0, frames(6)));
    }

    @Test
    public void shouldRefuseASnapshotThatWasCutOff() {
        Agent agent = newAgent();
        run(agent, 0, frames(7));
        byte[] memory = agent.snapshot();
        assertThat(memory.length).as("at most 16 MiB").isLessThanOrEqualTo(16 << 20);
        if (memory.length > 0) {
            byte[] cut = Arrays.copyOf(memory, memory.length - 1);
            Agent other = newAgent();
            assertThatThrownBy(() -> other.restore(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    public void shouldAbstainWhenNothingIsKnown() {
        Agent agent = newAgent();
        FeatureFrame unknown = Frames.unknown(agent.inputs().features(), INSTRUMENTS, TradingDays.closeNanos(START));
        RecordingSignalSink sink = new RecordingSignalSink(agent, unknown);
        agent.onInstant(unknown, sink);
        assertThat(sink.signals()).isEmpty();
        assertThat(sink.abstentions())
                .as("an abstention with its reason for each row")
                .hasSize(INSTRUMENTS);
    }

    @Test
    public void shouldBearAnEmptyFrame() {
        Agent agent = newAgent();
        FeatureFrame empty =
                new FeatureFrame(TradingDays.closeNanos(START), agent.inputs().features(), List.of());
        RecordingSignalSink sink = new RecordingSignalSink(agent, empty);
        agent.onInstant(empty, sink);
        assertThat(sink.signals()).isEmpty();
        assertThat(sink.abstentions()).isEmpty();
    }

    @Test
    public void shouldNotWriteIntoTheSharedFrame() {
        List<FeatureFrame> shown = frames(8);
        run(newAgent(), 0, shown);
        List<FeatureFrame> fresh = frames(8);
        for (int i = 0; i < shown.size(); i++) {
            assertThat(values(shown.get(i))).isEqualTo(values(fresh.get(i)));
        }
    }

    @Test
    public void shouldSayTheSameUpToADayWhateverComesAfterIt() {
        List<FeatureFrame> frames = frames(9);
        List<FeatureFrame> otherFuture = new ArrayList<>(frames.subList(0, SPLIT));
        otherFuture.addAll(frames(10).subList(SPLIT, frames.size()));
        List<List<Signal>> cutOff = run(newAgent(), 0, frames.subList(0, SPLIT));
        assertThat(run(newAgent(), 0, frames).subList(0, SPLIT)).isEqualTo(cutOff);
        assertThat(run(newAgent(), 0, otherFuture).subList(0, SPLIT)).isEqualTo(cutOff);
    }

    /** CPU time, not wall time: the machine may be busy with other things. The median, so that compilation does not count. */
    @Test
    public void shouldStayWithinItsBudget() {
        Agent agent = newAgent();
        List<FeatureFrame> frames = frames(11);
        long[] nanos = new long[frames.size()];
        for (int i = 0; i < nanos.length; i++) {
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            run(agent, i, frames.subList(i, i + 1));
            nanos[i] = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        }
        Arrays.sort(nanos);
        assertThat(nanos[nanos.length / 2] / 1_000_000)
                .isLessThanOrEqualTo(agent.inputs().budgetMillis());
    }

    private List<List<Signal>> run(Agent agent, int firstIndex, List<FeatureFrame> frames) {
        List<List<Signal>> said = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            FeatureFrame frame = frames.get(i);
            eventsBefore(firstIndex + i, frame).forEach(agent::onEvent);
            RecordingSignalSink sink = new RecordingSignalSink(agent, frame);
            agent.onInstant(frame, sink);
            said.add(sink.signals());
        }
        return said;
    }

    private static double[][] values(FeatureFrame frame) {
        return frame.rows().stream().map(FeatureVector::values).toArray(double[][]::new);
    }
}
