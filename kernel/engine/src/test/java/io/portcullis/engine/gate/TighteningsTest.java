package io.portcullis.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.engine.gate.facts.Ceilings;
import io.portcullis.engine.gate.facts.GateFacts;
import io.portcullis.engine.gate.facts.WatchFacts;
import io.portcullis.model.event.EngineEvent.LimitTightened;
import io.portcullis.model.id.AgentId;
import io.portcullis.model.signal.Opportunity;
import java.util.List;
import org.junit.jupiter.api.Test;

class TighteningsTest {
    private final Tightenings tightenings = new Tightenings();
    private final GateFacts facts = facts();

    private static GateFacts facts() {
        GateFacts facts = new GateFacts();
        facts.instrument().setSymbol("XYZ");
        facts.instrument().setSector("Energy");
        facts.order().setAccount("main");
        facts.order().setVenue("simulated");
        facts.agent().setContributions(List.of(new Opportunity.Contribution(AgentId.of("trend"), 1, 0.4)));
        return facts;
    }

    private void tighten(String limit, String scope, double value, long until) {
        tightenings.on(new LimitTightened(1, limit, scope, value, until, "ann", "news"));
    }

    private double gross(long now) {
        tightenings.fill(facts, now);
        facts.limits().setGrossMax(1.5);
        facts.ceilings().apply(facts.limits());
        return facts.limits().getGrossMax();
    }

    @Test
    void shouldLowerTheLimitsOfWhatItsScopeCovers() {
        for (String scope : List.of(
                "global", "instrument:XYZ", "sector:Energy", "account:main", "venue:simulated", "agent:trend")) {
            tighten("grossMax", scope, 1, 10);
            assertThat(gross(2)).as(scope).isEqualTo(1);
            assertThat(gross(10)).as(scope).isEqualTo(1.5);
            tightenings.on(new LimitTightened(10, "netMax", "global", 1, 20, "ann", "forgets those that are over"));
            assertThat(tightenings.inForce(2)).extracting(LimitTightened::limit).doesNotContain("grossMax");
        }
        for (String scope : List.of("instrument:XY", "sector:Energ", "instrument:Energy", "agent:tren", "venue:dark")) {
            tighten("grossMax", scope, 1, 10);
            assertThat(gross(2)).as(scope).isEqualTo(1.5);
        }
    }

    @Test
    void shouldTakeTheLowestAndNeverRaise() {
        tighten("grossMax", "global", 1.2, 10);
        tighten("grossMax", "sector:Energy", 0.9, 5);
        tighten("grossMax", "account:main", 1.8, 10);
        assertThat(gross(2)).isEqualTo(0.9);
        assertThat(gross(5)).isEqualTo(1.2);
        assertThat(gross(10)).isEqualTo(1.5);
    }

    @Test
    void shouldLeaveWhatIsNotSetUnset() {
        tighten("nameMax", "global", 0.01, 10);
        tightenings.fill(facts, 2);
        facts.ceilings().apply(facts.limits());
        assertThat(facts.limits().getNameMax()).isNaN();
        assertThat(Ceilings.knows("nameMax")).isTrue();
        assertThat(Ceilings.knows("name-max")).isFalse();
    }

    @Test
    void shouldReachWatchRulesThroughTheAccountAlone() {
        WatchFacts watch = new WatchFacts();
        watch.account().setId("main");
        tighten("drawdownKill", "instrument:XYZ", 0.01, 10);
        tightenings.fill(watch, 2);
        assertThat(watch.ceilings().any()).isFalse();
        tighten("drawdownKill", "account:main", 0.05, 10);
        tightenings.fill(watch, 2);
        watch.limits().setDrawdownKill(0.15);
        watch.ceilings().apply(watch.limits());
        assertThat(watch.limits().getDrawdownKill()).isEqualTo(0.05);
    }
}
