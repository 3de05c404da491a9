package io.portcullis.model.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "global",
                "host",
                "venue:simulated",
                "account:main",
                "sector:Health Care",
                "instrument:BRK/B",
                "agent:top-performers"
            })
    void shouldReadWhatItWrites(String text) {
        assertThat(Scope.parse(text)).hasToString(text);
        assertThat(Scope.ofFileName(Scope.parse(text).fileName())).isEqualTo(Scope.parse(text));
    }

    @Test
    void shouldKeepEveryNameInsideItsFolder() {
        assertThat(Scope.parse("venue:simulated").fileName()).isEqualTo("venue_simulated");
        assertThat(Scope.parse("sector:Health Care").fileName()).isEqualTo("sector_Health%20Care");
        assertThat(Scope.parse("instrument:../../etc/x").fileName()).isEqualTo("instrument_..%2F..%2Fetc%2Fx");
    }

    @Test
    void shouldReadTheFileThatAPersonInAHurryMade() {
        assertThat(Scope.ofFileName("sector:Health Care")).isEqualTo(Scope.parse("sector:Health Care"));
        assertThat(Scope.ofFileName("venue_a_b")).isEqualTo(Scope.parse("venue:a_b"));
    }

    @Property(tries = 1_000)
    void shouldGiveEveryNameAFileOfItsOwn(
            @ForAll @StringLength(min = 1, max = 64) @CharRange(from = '!', to = '~') String one,
            @ForAll @StringLength(min = 1, max = 64) @CharRange(from = '!', to = '~') String other) {
        Scope scope = new Scope(Scope.Kind.SECTOR, one);
        assertThat(scope.fileName()).matches("sector_[A-Za-z0-9._%-]{1,192}");
        assertThat(Scope.ofFileName(scope.fileName())).isEqualTo(scope);
        assertThat(new Scope(Scope.Kind.SECTOR, other).fileName().equals(scope.fileName()))
                .isEqualTo(one.equals(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "everything", "venue", "venue:", "global:x", "host:x", "sector: x", "sector:x ", "agent:\t"})
    void shouldRefuseWhatNamesNothing(String text) {
        assertThatThrownBy(() -> Scope.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"simulatd", "venue_", "sector_%0A", "sector_%zz", "global_x"})
    void shouldRefuseAFileThatNamesNothing(String fileName) {
        assertThatThrownBy(() -> Scope.ofFileName(fileName)).isInstanceOf(IllegalArgumentException.class);
    }
}
