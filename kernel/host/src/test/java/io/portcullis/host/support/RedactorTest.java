package io.portcullis.host.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    private final Redactor redactor = new Redactor(Set.of("known-to-be-secret", "short"));

    /** Each holds CANARY-1, in a form in which it could be a secret. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "password=CANARY-1",
                "password = CANARY-1",
                "db.password: CANARY-1",
                "DB_PASSWORD=CANARY-1 next",
                "{\"password\":\"CANARY-1\",\"x\":1}",
                "{\"password\" : \"a \\\"CANARY-1\"}",
                "{\"message\":\"got {\\\"token\\\":\\\"CANARY-1\\\"} back\"}",
                "client_secret='CANARY-1 and more'",
                "api-key: CANARY-1",
                "apiKey=CANARY-1&x=1",
                "Authorization: Bearer CANARY-1",
                "authorization: basic CANARY-1==",
                "sent Bearer CANARY-1abc to it",
                "jdbc:postgresql://user:CANARY-1@host/db",
                "https://:CANARY-1@host/",
                "Cookie: CANARY-1",
                "accessToken=CANARY-1",
                "-----BEGIN PRIVATE KEY-----\nCANARY-1\nabc\n-----END PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----\nCANARY-1 and no end",
                "X-Session-Key: CANARY-1"
            })
    void shouldHideWhatLooksLikeASecret(String text) {
        assertThat(redactor.text(text)).doesNotContain("CANARY-1").contains("***");
    }

    @Test
    void shouldHideFormsOfSecretsWithoutAName() {
        String hex = "0123456789abcdef".repeat(4);
        String jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl";
        String github = "ghp_abcdefghijklmnop1234";
        String base64 = "Zm9vYmFyQmF6MTIzNDU2Nzg5MGFiY2RlZmdoaWprbG1ub3A=";
        assertThat(redactor.text(
                        "a " + hex + " b " + jwt + " c " + github + " d " + base64 + " e AKIAABCDEFGHIJKLMNOP"))
                .isEqualTo("a *** b *** c *** d *** e ***");
    }

    @Test
    void shouldHideKnownValuesWhereverTheyStand() {
        assertThat(redactor.text("xknown-to-be-secretx")).isEqualTo("x***x");
        assertThat(redactor.text("in short")).as("a word is no secret").isEqualTo("in short");
    }

    @Test
    void shouldLeaveWhatPeopleNeed() {
        for (String text : new String[] {
            "order O-1 key load-17-42 correlationId 3f0e0f0a-1111-2222-3333-444455556666",
            "{\"orderId\":\"O-1\",\"key\":\"k7\",\"pack\":\"9f86d081884c7d659a2feaa0c55ad015\"}",
            "io.portcullis.host.live.LiveServer: 12 of 14 denied by name-limit",
            "walk_6_gate_decisions_total{verdict=\"allow\"} 12.0",
            "at io.portcullis.transport.archive.ArchiveLog.poll(ArchiveLog.java:210)"
        }) {
            assertThat(redactor.text(text)).isEqualTo(text);
        }
    }

    @Test
    void shouldHideOptionsByTheirName() {
        assertThat(redactor.option("-Djavax.net.ssl.keyStorePassword=CANARY-1"))
                .isEqualTo("-Djavax.net.ssl.keyStorePassword=***");
        assertThat(redactor.option("-Dx.key=CANARY-1")).isEqualTo("-Dx.key=***");
        assertThat(redactor.option("-Xmx2g")).isEqualTo("-Xmx2g");
    }
}
