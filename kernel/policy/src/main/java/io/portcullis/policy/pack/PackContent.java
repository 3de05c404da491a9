package io.portcullis.policy.pack;

import io.portcullis.model.id.PackHash;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The files of a pack, by path, as text with line feeds only: the same pack has the same hash on every system. A workbook is its one
 * sheet as comma-separated text. Immutable.
 *
 * <p>The hash is taken over the uncompressed form, since two versions of the compressor may give different bytes.
 */
public final class PackContent {
    /** A pack travels in the log: its bytes are bounded. */
    public static final int BYTES_MAX = 1 << 20;
    /** Bound of the uncompressed form, so that a small stream cannot unfold without end. */
    static final int UNCOMPRESSED_MAX = 8 << 20;

    private static final int MAGIC = 0x50434B31;
    private static final int FILES_MAX = 2000;
    private static final int HASH_BYTES = 16;
    private static final String WORKBOOK = ".xlsx";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final SortedMap<String, String> files;
    private final byte[] canonical;
    private volatile byte[] packed;

    private PackContent(SortedMap<String, String> files) {
        this.files = Collections.unmodifiableSortedMap(files);
        this.canonical = canonical(files);
        if (canonical.length > UNCOMPRESSED_MAX) {
            throw new IllegalArgumentException(
                    "a pack has at most " + UNCOMPRESSED_MAX + " bytes, this one has " + canonical.length);
        }
    }

    /** The content of these files; line ends and a leading byte order mark are normalised. */
    public static PackContent of(SortedMap<String, String> files) {
        if (files.size() > FILES_MAX) {
            throw new IllegalArgumentException(
                    "a pack has at most " + FILES_MAX + " files, this one has " + files.size());
        }
        SortedMap<String, String> normal = new TreeMap<>();
        files.forEach((path, text) -> normal.put(path, normalise(text)));
        return new PackContent(normal);
    }

    /**
     * Reads a folder. Hidden files and editors' backups are skipped, so that saving a file never looks like a
     * change of the pack.
     *
     * @throws IOException when the folder or a file cannot be read, or a file is not UTF-8 text
     */
    public static PackContent ofFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("pack folder " + folder + " does not exist");
        }
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder, 2)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                String path = folder.relativize(file).toString().replace('\\', '/');
                if (!isSkipped(path)) {
                    files.put(path, read(path, file));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        try {
            return of(files);
        } catch (IllegalArgumentException e) {
            throw new IOException(folder + ": " + e.getMessage(), e);
        }
    }

    /** Inverts {@link #bytes()}; refuses anything else with an {@link IllegalArgumentException}. */
    public static PackContent ofBytes(byte[] bytes) {
        if (bytes.length > BYTES_MAX) {
            throw new IllegalArgumentException("pack bytes must be at most " + BYTES_MAX + ", got " + bytes.length);
        }
        try (InputStream unfolded = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            byte[] canonical = unfolded.readNBytes(UNCOMPRESSED_MAX + 1);
            if (canonical.length > UNCOMPRESSED_MAX) {
                throw new IllegalArgumentException("pack bytes unfold to more than " + UNCOMPRESSED_MAX + " bytes");
            }
            PackContent content = of(parse(canonical));
            if (!Arrays.equals(content.canonical, canonical)) {
                throw new IllegalArgumentException("pack bytes are not in canonical form");
            }
            content.packed = bytes.clone();
            return content;
        } catch (IOException e) {
            throw new IllegalArgumentException("pack bytes are damaged: " + e.getMessage(), e);
        }
    }

    /** Path to text, sorted. */
    public SortedMap<String, String> files() {
        return files;
    }

    /** The text of one file; empty when there is none. */
    public String text(String path) {
        return files.getOrDefault(path, "");
    }

    /** First 16 bytes of SHA-256 over the canonical, uncompressed form. */
    public PackHash hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical);
            return new PackHash(HexFormat.of().formatHex(digest, 0, HASH_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The form that travels in the log: canonical, compressed, at most {@link #BYTES_MAX}. */
    public byte[] bytes() {
        byte[] known = packed;
        if (known == null) {
            known = pack();
            packed = known;
        }
        return known.clone();
    }

    /** Whether these bytes unfold to this content; quick where they are those that it was read from or went as. */
    public boolean isIn(byte[] bytes) {
        return Arrays.equals(packed, bytes) || hash().equals(ofBytes(bytes).hash());
    }

    private byte[] pack() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(out, new Deflater(Deflater.BEST_COMPRESSION))) {
            deflate.write(canonical);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (out.size() > BYTES_MAX) {
            throw new IllegalArgumentException(
                    "a pack has at most " + BYTES_MAX + " bytes compressed, got " + out.size());
        }
        return out.toByteArray();
    }

    private static String read(String path, Path file) throws IOException {
        if (Files.size(file) > UNCOMPRESSED_MAX) {
            throw new IOException(path + " must have at most " + UNCOMPRESSED_MAX + " bytes");
        }
        byte[] bytes = Files.readAllBytes(file);
        if (!path.endsWith(WORKBOOK)) {
            return decode(path, bytes);
        }
        try {
            return Spreadsheet.csv(bytes);
        } catch (IOException e) {
            throw new IOException(path + ": " + e.getMessage(), e);
        }
    }

    private static boolean isSkipped(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return path.startsWith(".")
                || name.startsWith(".")
                || name.endsWith("~")
                || name.startsWith("#")
                || name.startsWith("~$")
                || name.equals("README.md")
                || List.of(".swp", ".tmp", ".bak").stream().anyMatch(name::endsWith);
    }

    private static String decode(String path, byte[] bytes) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException(path + " must be UTF-8 text", e);
        }
    }

    private static String normalise(String text) {
        String body = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        return body.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static byte[] canonical(SortedMap<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(files.size());
            for (var file : files.entrySet()) {
                writeText(out, file.getKey());
                writeText(out, file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static SortedMap<String, String> parse(byte[] canonical) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(canonical))) {
            if (in.readInt() != MAGIC) {
                throw new IOException("not a rule pack");
            }
            int count = in.readInt();
            if (count < 0 || count > FILES_MAX) {
                throw new IOException("file count " + count);
            }
            for (int i = 0; i < count; i++) {
                String path = readText(in);
                files.put(path, readText(in));
            }
        }
        return files;
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("text length " + length);
        }
        return decode("pack entry", in.readNBytes(length));
    }
}
