package io.portcullis.transport.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.model.id.ClientOrderId;
import io.portcullis.transport.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SendJournalTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Durability.class,
            names = {"PROCESS", "POWER"})
    void shouldRememberOverARestartWhatWasAboutToBeSent(Durability durability) throws IOException {
        Path file = folder.resolve("sub/venue.journal");
        try (SendJournal journal = SendJournal.open(file, durability)) {
            assertThat(journal.aboutToSend(id(1))).isTrue();
            assertThat(journal.aboutToSend(id(2))).isTrue();
        }
        try (SendJournal journal = SendJournal.open(file, durability)) {
            assertThat(journal.wasAboutToSend(id(1))).isTrue();
            assertThat(journal.wasAboutToSend(id(2))).isTrue();
            assertThat(journal.wasAboutToSend(id(3))).isFalse();
        }
    }

    @Test
    void shouldRefuseTheSameOrderASecondTime() throws IOException {
        Path file = folder.resolve("venue.journal");
        try (SendJournal journal = SendJournal.open(file, Durability.PROCESS)) {
            assertThat(journal.aboutToSend(id(1))).isTrue();
            assertThat(journal.aboutToSend(id(1))).isFalse();
        }
        try (SendJournal journal = SendJournal.open(file, Durability.PROCESS)) {
            assertThat(journal.aboutToSend(id(1))).isFalse();
        }
    }

    @Test
    void shouldForgetOnlyTheRecordThatACrashTore() throws IOException {
        Path file = folder.resolve("venue.journal");
        try (SendJournal journal = SendJournal.open(file, Durability.PROCESS)) {
            journal.aboutToSend(id(1));
            journal.aboutToSend(id(2));
        }
        byte[] whole = Files.readAllBytes(file);
        int record = whole.length / 2;
        for (int length = 0; length <= whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            try (SendJournal journal = SendJournal.open(file, Durability.PROCESS)) {
                assertThat(journal.wasAboutToSend(id(1))).isEqualTo(length >= record);
                assertThat(journal.wasAboutToSend(id(2))).isEqualTo(length == whole.length);
                journal.aboutToSend(id(3));
            }
            try (SendJournal journal = SendJournal.open(file, Durability.PROCESS)) {
                assertThat(journal.wasAboutToSend(id(3))).isTrue();
            }
        }
    }

    /** More than is read at once, and records that lie across the end of what is. */
    @Test
    void shouldReadALongJournalUpToTheRecordThatIsDamaged() throws IOException {
        Path file = folder.resolve("long.journal");
        int orders = 30_000;
        try (SendJournal journal = SendJournal.open(file, Durability.PROCESS)) {
            for (int i = 0; i < orders; i++) {
                journal.aboutToSend(id(i));
            }
        }
        byte[] bytes = Files.readAllBytes(file);
        try (SendJournal journal = SendJournal.open(file, Durability.PROCESS)) {
            for (int i = 0; i < orders; i++) {
                assertThat(journal.wasAboutToSend(id(i))).isTrue();
            }
            assertThat(file).hasBinaryContent(bytes);
        }
        bytes[bytes.length - bytes.length / 3] ^= 1;
        Files.write(file, bytes);
        try (SendJournal journal = SendJournal.open(file, Durability.PROCESS)) {
            assertThat(journal.wasAboutToSend(id(orders / 2))).isTrue();
            assertThat(journal.wasAboutToSend(id(orders - orders / 4))).isFalse();
            assertThat(Files.size(file)).isBetween(bytes.length / 2L, bytes.length * 2L / 3 + 1);
        }
    }

    @Test
    void shouldTellManyConsecutiveIdentifiersApart() throws IOException {
        try (SendJournal journal = SendJournal.open(folder.resolve("many.journal"), Durability.PROCESS)) {
            for (int i = 0; i < 20_000; i++) {
                assertThat(journal.aboutToSend(id(i))).isTrue();
            }
            for (int i = 20_000; i < 40_000; i++) {
                assertThat(journal.wasAboutToSend(id(i))).isFalse();
            }
        }
    }

    private static ClientOrderId id(int number) {
        return ClientOrderId.of("order-" + (100_000 + number));
    }
}
