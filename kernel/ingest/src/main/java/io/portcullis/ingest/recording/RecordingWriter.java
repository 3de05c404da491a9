package io.portcullis.ingest.recording;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/**
 * Writes a recording as a Parquet file that any reader of that format can read. The file appears under its name when it is
 * complete; until then its name ends in {@code .part}. The same rows always give the same bytes. Not thread-safe.
 *
 * <p>Parquet's own classes for its metadata are used, its writer is not: that one drags in Hadoop, 75 MB, for what is a header, a
 * page and a footer here. Plain encoding, gzip, one page a column and row group, with a checksum.
 */
public final class RecordingWriter implements AutoCloseable {
    private static final int ROWS_PER_GROUP = 20_000;
    private static final String CREATED_BY = "portcullis";

    private final Path file;
    private final Path part;
    private final OutputStream out;
    private final ByteArrayOutputStream[] columns = new ByteArrayOutputStream[Layout.NAMES.size()];
    private final List<RowGroup> groups = new ArrayList<>();
    private long position;
    private int rowsInGroup;
    private long rows;
    private boolean closed;

    /** Begins a file; one of that name is replaced once this one is complete. */
    public RecordingWriter(Path file) throws IOException {
        this.file = file;
        this.part = file.resolveSibling(file.getFileName() + ".part");
        Files.createDirectories(file.toAbsolutePath().getParent());
        this.out = new BufferedOutputStream(Files.newOutputStream(part));
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new ByteArrayOutputStream();
        }
        raw(Layout.MAGIC);
    }

    /** Adds a row. */
    public void write(RecordedRow row) throws IOException {
        Object[] values = Layout.values(row);
        for (int i = 0; i < columns.length; i++) {
            if (Layout.isTime(i)) {
                columns[i].write(
                        littleEndian(Long.BYTES).putLong((Long) values[i]).array());
            } else {
                byte[] text = ((String) values[i]).getBytes(StandardCharsets.UTF_8);
                columns[i].write(littleEndian(Integer.BYTES).putInt(text.length).array());
                columns[i].write(text);
            }
        }
        rows++;
        if (++rowsInGroup == ROWS_PER_GROUP) {
            endGroup();
        }
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void endGroup() throws IOException {
        List<ColumnChunk> chunks = new ArrayList<>();
        long size = 0;
        for (int i = 0; i < columns.length; i++) {
            ColumnChunk chunk = chunk(i);
            size += chunk.getMeta_data().getTotal_uncompressed_size();
            chunks.add(chunk);
        }
        groups.add(new RowGroup(chunks, size, rowsInGroup));
        rowsInGroup = 0;
    }

    private ColumnChunk chunk(int column) throws IOException {
        byte[] plain = columns[column].toByteArray();
        columns[column].reset();
        byte[] packed = gzip(plain);
        CRC32 crc = new CRC32();
        crc.update(packed);
        PageHeader page = new PageHeader(PageType.DATA_PAGE, plain.length, packed.length)
                .setCrc((int) crc.getValue())
                .setData_page_header(new DataPageHeader(rowsInGroup, Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        Util.writePageHeader(page, header);
        long start = position;
        raw(header.toByteArray());
        raw(packed);
        ColumnMetaData meta = new ColumnMetaData(
                Layout.isTime(column) ? Type.INT64 : Type.BYTE_ARRAY,
                List.of(Encoding.PLAIN),
                List.of(Layout.NAMES.get(column)),
                CompressionCodec.GZIP,
                rowsInGroup,
                header.size() + plain.length,
                header.size() + packed.length,
                start);
        return new ColumnChunk(start).setMeta_data(meta);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }

    private void raw(byte[] bytes) throws IOException {
        out.write(bytes);
        position += bytes.length;
    }

    /** Rows so far. */
    public long rows() {
        return rows;
    }

    /** Completes the file and gives it its name. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            if (rowsInGroup > 0) {
                endGroup();
            }
            ByteArrayOutputStream footer = new ByteArrayOutputStream();
            FileMetaData meta = new FileMetaData(2, Layout.schema(), rows, groups).setCreated_by(CREATED_BY);
            Util.writeFileMetaData(meta, footer);
            raw(footer.toByteArray());
            raw(littleEndian(Integer.BYTES).putInt(footer.size()).array());
            raw(Layout.MAGIC);
        }
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
