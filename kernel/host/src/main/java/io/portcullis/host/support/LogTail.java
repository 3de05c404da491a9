package io.portcullis.host.support;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The newest end of a file, in whole lines: half a line could hide half a secret. */
final class LogTail {
    private LogTail() {}

    static String of(Path file, int bytesMax) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            int length = (int) Math.min(bytesMax, size);
            ByteBuffer bytes = ByteBuffer.allocate(length);
            long from = size - length;
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
                // until the end
            }
            String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
            int line = text.indexOf('\n');
            return from == 0 || line < 0 ? text : text.substring(line + 1);
        }
    }
}
