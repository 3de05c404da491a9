package io.portcullis.policy.pack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The parts of a zip file, read strictly. Two programs can see different files in one zip when its two lists of entries disagree or
 * when something stands between them; so here both lists must say the same, and every byte must belong to an entry.
 */
final class ZipParts {
    static final int PARTS_MAX = 64;
    static final int BYTES_MAX = 8 << 20;

    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int CENTRAL = 0x02014b50;
    private static final int CENTRAL_BYTES = 46;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_BYTES = 30;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int ENCRYPTED = 1;
    private static final int DESCRIPTOR_FOLLOWS = 1 << 3;
    private static final int DESCRIPTOR = 0x08074b50;

    private final ByteBuffer zip;
    private final SortedMap<String, byte[]> parts = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private int total;

    private ZipParts(byte[] bytes) {
        zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Name to content; refuses with an {@link IOException} whatever is not a plain small zip. */
    static SortedMap<String, byte[]> of(byte[] bytes) throws IOException {
        ZipParts read = new ZipParts(bytes);
        try {
            read.all();
        } catch (IndexOutOfBoundsException | IllegalArgumentException | java.nio.BufferUnderflowException e) {
            throw new IOException("the zip is damaged", e);
        }
        return read.parts;
    }

    private void all() throws IOException {
        int end = zip.capacity() - END_BYTES;
        require(end >= 0 && zip.getInt(end) == END && zip.getShort(end + 20) == 0, "it is no plain zip");
        int count = zip.getShort(end + 10) & 0xffff;
        int central = zip.getInt(end + 16);
        require(count > 0 && count <= PARTS_MAX, "it has " + count + " parts, at most " + PARTS_MAX + " are read");
        require(
                (zip.getShort(end + 8) & 0xffff) == count && central >= 0 && central + zip.getInt(end + 12) == end,
                "its list of parts does not end where it says");
        int at = central;
        int covered = 0;
        for (int i = 0; i < count; i++) {
            require(at + CENTRAL_BYTES <= end && zip.getInt(at) == CENTRAL, "its list of parts is damaged");
            int name = zip.getShort(at + 28) & 0xffff;
            int next = at + CENTRAL_BYTES + name + (zip.getShort(at + 30) & 0xffff) + (zip.getShort(at + 32) & 0xffff);
            covered = part(at, text(at + CENTRAL_BYTES, name), covered, central);
            at = next;
        }
        require(at == end && covered == central, "there are bytes that belong to no part");
    }

    /** Parts follow each other without anything in between, in the order of the list. */
    private int part(int entry, String name, int from, int end) throws IOException {
        int flags = zip.getShort(entry + 8) & 0xffff;
        int method = zip.getShort(entry + 10);
        int packed = zip.getInt(entry + 20);
        int size = zip.getInt(entry + 24);
        int local = zip.getInt(entry + 42);
        require((flags & ENCRYPTED) == 0, "it is encrypted");
        require(isPlain(name), "a part has the name '" + name.replaceAll("[^ -~]", "?") + "'");
        require(!parts.containsKey(name), "it has the part " + name + " twice");
        require(packed >= 0 && size >= 0 && (method == STORED || method == DEFLATED), "part " + name + " is damaged");
        total += size;
        require(size <= BYTES_MAX && total <= BYTES_MAX, "it unfolds to more than " + BYTES_MAX + " bytes");
        require(local == from, "there are bytes that belong to no part");
        int nameBytes = zip.getShort(local + 26) & 0xffff;
        require(
                zip.getInt(local) == LOCAL
                        && text(local + LOCAL_BYTES, nameBytes).equals(name)
                        && zip.getShort(local + 8) == method,
                "its two lists of parts differ at " + name);
        int data = local + LOCAL_BYTES + nameBytes + (zip.getShort(local + 28) & 0xffff);
        require(data + packed <= end, "part " + name + " is damaged");
        byte[] content = unfolded(name, Arrays.copyOfRange(zip.array(), data, data + packed), method, size);
        CRC32 crc = new CRC32();
        crc.update(content);
        require((int) crc.getValue() == zip.getInt(entry + 16), "part " + name + " is damaged");
        parts.put(name, content);
        return data + packed + ((flags & DESCRIPTOR_FOLLOWS) == 0 ? 0 : descriptor(data + packed));
    }

    /** How long the copy of the sizes behind a part is: with or without its own signature. */
    private int descriptor(int at) {
        return zip.getInt(at) == DESCRIPTOR ? 16 : 12;
    }

    private static boolean isPlain(String name) {
        return name.matches("[A-Za-z0-9_./\\[\\] -]{1,128}")
                && !name.startsWith("/")
                && !name.contains("..")
                && !name.contains("//");
    }

    private static byte[] unfolded(String name, byte[] packed, int method, int size) throws IOException {
        if (method == STORED) {
            require(packed.length == size, "part " + name + " is damaged");
            return packed;
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            byte[] content = new byte[size + 1];
            int length = 0;
            while (!inflater.finished() && length <= size) {
                int read = inflater.inflate(content, length, content.length - length);
                require(read > 0 || inflater.finished(), "part " + name + " is damaged");
                length += read;
            }
            require(
                    length == size && inflater.finished() && inflater.getRemaining() == 0,
                    "part " + name + " has another size than it says");
            return Arrays.copyOf(content, size);
        } catch (DataFormatException e) {
            throw new IOException("part " + name + " is damaged", e);
        } finally {
            inflater.end();
        }
    }

    private String text(int at, int length) {
        return new String(zip.array(), at, length, StandardCharsets.ISO_8859_1);
    }

    private static void require(boolean holds, String message) throws IOException {
        if (!holds) {
            throw new IOException(message);
        }
    }
}
