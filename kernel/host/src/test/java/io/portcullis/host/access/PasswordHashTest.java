package io.portcullis.host.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
    /** From the tests of the reference implementation, P-H-C/phc-winner-argon2, src/test.c: 2 passes, 64 MiB, 1 lane. */
    private static final String REFERENCE =
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    private static final int KIB = 19 * 1024;

    @Test
    void shouldAgreeWithTheReferenceImplementation() {
        PasswordHash hash = PasswordHash.parse(REFERENCE);

        assertThat(hash.matches("password".toCharArray())).isTrue();
        assertThat(hash.matches("Password".toCharArray())).isFalse();
        assertThat(hash.text()).isEqualTo(REFERENCE);
    }

    @Test
    void shouldHashWithTheParametersItStatesAndASaltOfItsOwn() {
        PasswordHash one = PasswordHash.of("correct horse".toCharArray(), KIB);
        PasswordHash other = PasswordHash.of("correct horse".toCharArray(), KIB);

        assertThat(one.text()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(other.text());
        assertThat(PasswordHash.parse(one.text()).matches("correct horse".toCharArray()))
                .isTrue();
        assertThat(one.matches("correct horsf".toCharArray())).isFalse();
        assertThat(one.isDated(KIB)).isFalse();
        assertThat(one.isDated(KIB + 1)).isTrue();
        assertThat(one.toString()).doesNotContain(one.text());
    }

    @Test
    void shouldTellAHashOfOlderParameters() {
        String dated = "$argon2id$v=19$m=4096,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assertThat(PasswordHash.parse(dated).isDated(KIB)).isTrue();
    }

    @Test
    void shouldMatchNoPasswordOfNobody() {
        assertThat(PasswordHash.ofNobody(KIB).matches(new char[0])).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "password",
                "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
                "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=16$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=65536,t=99,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=65536,t=0,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=65536,t=2,p=0$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$short"
            })
    void shouldRefuseWhatIsNoHashOrCostsTooMuch(String text) {
        assertThatThrownBy(() -> PasswordHash.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a password hash must")
                .hasMessageNotContaining("CTFhFdXPJO1");
    }
}
