package io.portcullis.transport.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.event.EngineEvent.KillRequested;
import io.portcullis.model.event.EngineEvent.RestrictedListChanged;
import io.portcullis.model.gate.ReasonCode;
import io.portcullis.model.gate.Scope;
import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.model.order.VenueReport;
import io.portcullis.transport.Samples;
import io.portcullis.transport.sbe.MessageHeaderDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class EventCodecTest {
    private static final int MUTATIONS = 100_000;

    private final EventCodec codec = new EventCodec();
    private final CommandCodec commands = new CommandCodec();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[EventCodec.FRAME_LENGTH_MAX]);

    @Test
    void shouldHaveAMessageForEveryKindOfEventReportAndCommand() {
        Set<Class<?>> permitted = leaves(EngineEvent.class);
        assertThat(codec.types()).isEqualTo(permitted);
        assertThat(commands.types()).isEqualTo(leaves(VenueCommand.class));

        Samples samples = new Samples(1);
        Set<Class<?>> sampled = new HashSet<>();
        samples.events().forEach(event -> sampled.add(event.getClass()));
        assertThat(sampled).isEqualTo(permitted);
        Set<Class<?>> reported = new HashSet<>();
        samples.reports().forEach(report -> reported.add(report.getClass()));
        assertThat(reported).isEqualTo(leaves(VenueReport.class));
    }

    private static Set<Class<?>> leaves(Class<?> sealed) {
        Set<Class<?>> leaves = new HashSet<>();
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            if (permitted.isSealed()) {
                leaves.addAll(leaves(permitted));
            } else {
                leaves.add(permitted);
            }
        }
        return leaves;
    }

    @Property(tries = 300)
    void shouldReadBackWhatItWrote(@ForAll long seed) throws MalformedFrameException {
        Samples samples = new Samples(seed);
        for (EngineEvent event : samples.events()) {
            int length = codec.encode(event, buffer, 64);
            assertThat(EventText.of(codec.decode(buffer, 64, length))).isEqualTo(EventText.of(event));
            assertThat(EventCodec.timeOf(buffer, 64)).isEqualTo(event.timeNanos());
        }
        for (VenueCommand command : samples.commands()) {
            int length = commands.encode(command, buffer, 0);
            assertThat(commands.decode(buffer, 0, length)).isEqualTo(command);
        }
    }

    @Test
    void shouldKnowTheNumberOfEveryReason() throws MalformedFrameException {
        for (ReasonCode code : ReasonCode.values()) {
            assertThat(EnumCodes.reason(code.number())).isEqualTo(code);
        }
    }

    @Test
    void shouldReadTheFramesOfEveryVersionThatWasEverWritten() throws Exception {
        for (int version = 1; version <= MessageHeaderDecoder.SCHEMA_VERSION; version++) {
            List<String> lines = golden("/frames-v" + version + ".txt");
            assertThat(lines.size()).isGreaterThan(80);
            for (int i = 0; i < lines.size(); i += 2) {
                byte[] frame = HexFormat.of().parseHex(lines.get(i + 1));
                assertThat(EventText.of(decodeAny(frame))).isEqualTo(lines.get(i));
            }
        }
    }

    @Test
    void shouldWriteTheBytesThatTheGoldenFramesOfThisVersionHave() throws Exception {
        List<String> lines = golden("/frames-v" + MessageHeaderDecoder.SCHEMA_VERSION + ".txt");
        for (int i = 1; i < lines.size(); i += 2) {
            byte[] frame = HexFormat.of().parseHex(lines.get(i));
            Object decoded = decodeAny(frame);
            int length = decoded instanceof EngineEvent event
                    ? codec.encode(event, buffer, 0)
                    : commands.encode((VenueCommand) decoded, buffer, 0);
            assertThat(GoldenFrames.hex(buffer, length)).isEqualTo(lines.get(i));
        }
    }

    private List<String> golden(String resource) throws IOException {
        try (var in = EventCodecTest.class.getResourceAsStream(resource)) {
            assertThat(in).as(resource).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private Object decodeAny(byte[] frame) throws MalformedFrameException {
        UnsafeBuffer bytes = new UnsafeBuffer(frame);
        int templateId = new MessageHeaderDecoder().wrap(bytes, 0).templateId();
        return templateId >= 100 ? commands.decode(bytes, 0, frame.length) : codec.decode(bytes, 0, frame.length);
    }

    @Test
    void shouldThrowNothingButMalformedFrameOnMutatedFrames() {
        Random random = new Random(42);
        List<byte[]> frames = frames();
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutated = mutate(frames.get(random.nextInt(frames.size())), random);
            refused += refuses(mutated) ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(MUTATIONS / 4);
    }

    private boolean refuses(byte[] frame) {
        try {
            codec.decode(new UnsafeBuffer(frame), 0, frame.length);
            return false;
        } catch (MalformedFrameException e) {
            assertThat(e.getMessage()).isNotBlank();
            return true;
        } catch (Throwable e) {
            return fail("frame " + HexFormat.of().formatHex(frame), e);
        }
    }

    private List<byte[]> frames() {
        List<byte[]> frames = new ArrayList<>();
        for (EngineEvent event : new Samples(9).events()) {
            int length = codec.encode(event, buffer, 0);
            frames.add(Arrays.copyOf(buffer.byteArray(), length));
        }
        return frames;
    }

    private static byte[] mutate(byte[] frame, Random random) {
        byte[] mutated =
                random.nextInt(4) == 0 ? Arrays.copyOf(frame, random.nextInt(frame.length + 20)) : frame.clone();
        for (int i = 1 + random.nextInt(4); i > 0 && mutated.length > 0; i--) {
            int at = random.nextInt(random.nextBoolean() ? mutated.length : Math.min(mutated.length, 40));
            mutated[at] = random.nextBoolean() ? (byte) random.nextInt() : (byte) (random.nextBoolean() ? 0xFF : 0);
        }
        return mutated;
    }

    @Test
    void shouldSayWhatIsWrongWithAHeader() {
        int length = codec.encode(new KillRequested(1, Scope.GLOBAL, "risk", "drill"), buffer, 0);
        assertMalformed(length, 4, 7002, "schema id must be 7001, got 7002");
        assertMalformed(length, 6, 9, "schema version must be 1 to 2, got 9; a newer log needs a newer build");
        assertMalformed(length, 2, 999, "message 999 is not one of this channel's messages");
        assertMalformed(length, 0, 77, "block length of message 22 must be 9, got 77");
        assertThatThrownBy(() -> codec.decode(buffer, 0, 5))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessageContaining("at least 8 bytes");
        assertThatThrownBy(() -> codec.decode(buffer, 0, length + 1))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessageContaining("ends at byte " + length);
    }

    private void assertMalformed(int length, int offset, int value, String message) {
        byte[] copy = Arrays.copyOf(buffer.byteArray(), length);
        UnsafeBuffer wrong = new UnsafeBuffer(copy);
        wrong.putShort(offset, (short) value, java.nio.ByteOrder.LITTLE_ENDIAN);
        assertThatThrownBy(() -> codec.decode(wrong, 0, length))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessage(message);
    }

    @Test
    void shouldRefuseToWriteWhatDoesNotFit() {
        List<InstrumentId> many = Collections.nCopies(20_000, InstrumentId.of("LONG-NAME"));
        assertThatThrownBy(() -> codec.encode(new RestrictedListChanged(1, many), buffer, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RestrictedListChanged does not fit into 131072 bytes");
        String longText = "x".repeat(70_000);
        assertThatThrownBy(() -> codec.encode(new KillRequested(1, Scope.GLOBAL, "risk", longText), buffer, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 65534 bytes, got 70000");
        assertThatThrownBy(() -> codec.encode(new Samples(1).chunk(65_537), buffer, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 65536 bytes, got 65537");
    }
}
