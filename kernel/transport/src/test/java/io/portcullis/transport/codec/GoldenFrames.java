package io.portcullis.transport.codec;

import io.portcullis.model.event.EngineEvent;
import io.portcullis.model.order.VenueCommand;
import io.portcullis.transport.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes the golden frames of the current schema version: run once when a version is released, never again for that version.
 * Two lines per frame: what it says and its bytes in hex.
 */
final class GoldenFrames {
    private GoldenFrames() {}

    /** The one argument is the file to write. */
    public static void main(String[] args) throws IOException {
        List<String> lines = new ArrayList<>();
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[EventCodec.FRAME_LENGTH_MAX]);
        Samples samples = new Samples(20_261_122);
        EventCodec events = new EventCodec();
        for (EngineEvent event : samples.events()) {
            lines.add(EventText.of(event));
            lines.add(hex(buffer, events.encode(event, buffer, 0)));
        }
        CommandCodec commands = new CommandCodec();
        for (VenueCommand command : samples.commands()) {
            lines.add(EventText.of(command));
            lines.add(hex(buffer, commands.encode(command, buffer, 0)));
        }
        Files.write(Path.of(args[0]), lines);
    }

    static String hex(UnsafeBuffer buffer, int length) {
        return HexFormat.of().formatHex(buffer.byteArray(), 0, length);
    }
}
