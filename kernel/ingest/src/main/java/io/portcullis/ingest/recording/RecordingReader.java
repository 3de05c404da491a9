package io.portcullis.ingest.recording;

import io.portcullis.model.market.MarketEvent;
import io.portcullis.spi.MarketStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * Reads a recording again, row by row in the order in which it was written; as a {@link MarketStream}, the events alone. A file
 * that is cut off, changed, or not a recording of ours is refused with the reason and the place. Not thread-safe.
 */
public final class RecordingReader implements MarketStream {
    /** A footer of more than a hundred million rows, or a page that nobody of us wrote: not to be believed. */
    private static final int BYTES_MAX = 1 << 28;

    private final Path file;
    private final FileChannel channel;
    private final FileMetaData meta;
    private int nextGroup;
    private Object[][] columns = new Object[0][];
    private int nextRow;
    private int rowsInGroup;

    /** Opens a file; {@link IOException} when it is none of ours. */
    public RecordingReader(Path file) throws IOException {
        this.file = file;
        this.channel = FileChannel.open(file);
        try {
            this.meta = meta();
        } catch (IOException e) {
            channel.close();
            throw e;
        } catch (RuntimeException e) {
            channel.close();
            throw new IOException(file + " has a footer that cannot be read: " + e, e);
        }
    }

    private FileMetaData meta() throws IOException {
        int tail = Integer.BYTES + Layout.MAGIC.length;
        long size = channel.size();
        if (size < tail + Layout.MAGIC.length || !Arrays.equals(bytes(size - 4, 4), Layout.MAGIC)) {
            throw new IOException(file + " is no Parquet file, or is cut off: it does not end in PAR1");
        }
        int length = ByteBuffer.wrap(bytes(size - tail, Integer.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
        if (length < 0 || length > size - tail) {
            throw new IOException(file + " has a footer of " + length + " bytes in a file of " + size);
        }
        FileMetaData read = Util.readFileMetaData(new ByteArrayInputStream(bytes(size - tail - length, length)));
        if (!read.getSchema().equals(Layout.schema())) {
            throw new IOException(file + " is no recording: its columns must be " + Layout.NAMES + ", got "
                    + read.getSchema().stream()
                            .skip(1)
                            .map(each -> each.getName())
                            .toList());
        }
        return read;
    }

    private byte[] bytes(long position, long length) throws IOException {
        if (length < 0 || length > BYTES_MAX || position < 0 || position + length > channel.size()) {
            throw new IOException(file + " names " + length + " bytes at " + position + ", which are not there");
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException(file + " ends at " + channel.size());
            }
        }
        return buffer.array();
    }

    /** How many rows the file has. */
    public long rows() {
        return meta.getNum_rows();
    }

    /** The next row; null at the end. */
    public RecordedRow nextRow() throws IOException {
        while (nextRow == rowsInGroup) {
            if (nextGroup == meta.getRow_groupsSize()) {
                return null;
            }
            RowGroup group = meta.getRow_groups().get(nextGroup++);
            try {
                readGroup(group);
            } catch (RuntimeException e) {
                throw new IOException(file + ", row group " + nextGroup + " cannot be read: " + e, e);
            }
        }
        Object[] values = new Object[columns.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns[i][nextRow];
        }
        nextRow++;
        try {
            return Layout.row(values);
        } catch (RuntimeException e) {
            throw new IOException(file + ", row group " + nextGroup + ", row " + nextRow + ": " + e.getMessage(), e);
        }
    }

    @Override
    public MarketEvent next() throws IOException {
        RecordedRow row = nextRow();
        while (row instanceof RecordedRow.Asked) {
            row = nextRow();
        }
        return row == null ? null : ((RecordedRow.Event) row).event();
    }

    private void readGroup(RowGroup group) throws IOException {
        List<ColumnChunk> chunks = group.getColumns();
        rowsInGroup = Math.toIntExact(group.getNum_rows());
        nextRow = 0;
        columns = new Object[Layout.NAMES.size()][];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = values(i, chunks.get(i).getMeta_data());
        }
    }

    private Object[] values(int column, ColumnMetaData chunk) throws IOException {
        String where = file + ", row group " + nextGroup + ", column " + Layout.NAMES.get(column);
        if (chunk.getCodec() != CompressionCodec.GZIP) {
            throw new IOException(where + ": must be packed with GZIP, got " + chunk.getCodec());
        }
        byte[] all = bytes(chunk.getData_page_offset(), chunk.getTotal_compressed_size());
        ByteArrayInputStream in = new ByteArrayInputStream(all);
        PageHeader page = Util.readPageHeader(in);
        byte[] packed = in.readAllBytes();
        CRC32 crc = new CRC32();
        crc.update(packed);
        if (page.getCompressed_page_size() != packed.length || page.getCrc() != (int) crc.getValue()) {
            throw new IOException(where + ": the page is not as it was written");
        }
        ByteBuffer plain =
                ByteBuffer.wrap(unzip(packed, page.getUncompressed_page_size())).order(ByteOrder.LITTLE_ENDIAN);
        try {
            Object[] values = new Object[rowsInGroup];
            for (int row = 0; row < rowsInGroup; row++) {
                values[row] = Layout.isTime(column) ? (Object) plain.getLong() : text(plain);
            }
            return values;
        } catch (BufferUnderflowException e) {
            throw new IOException(where + ": the page has less than " + rowsInGroup + " values", e);
        }
    }

    private static byte[] unzip(byte[] packed, int size) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return gzip.readNBytes(size);
        }
    }

    private static String text(ByteBuffer plain) {
        int length = plain.getInt();
        if (length < 0 || length > plain.remaining()) {
            throw new BufferUnderflowException();
        }
        String text = new String(plain.array(), plain.position(), length, StandardCharsets.UTF_8);
        plain.position(plain.position() + length);
        return text;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // it was only read from: nothing is lost
        }
    }
}
