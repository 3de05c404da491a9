package io.portcullis.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** H2's files on a disk that refuses to take bytes when told to: {@code jdbc:h2:faulty:/path}. */
public final class FaultyFiles extends FilePathWrapper {
    private static volatile String refusal = "";

    static void register() {
        FilePath.register(new FaultyFiles());
    }

    /** From now on every write ends in this; empty for a disk that works. */
    static void refuse(String why) {
        refusal = why;
    }

    static StoreConfig on(StoreConfig config) {
        return new StoreConfig(
                config.url().replace("jdbc:h2:file:", "jdbc:h2:faulty:"),
                config.driver(),
                config.user(),
                config.password(),
                config.pool(),
                config.file());
    }

    @Override
    public String getScheme() {
        return "faulty";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Channel(getBase().open(mode));
    }

    private static void check() throws IOException {
        String why = refusal;
        if (!why.isEmpty()) {
            throw new IOException(why);
        }
    }

    private static final class Channel extends FileBaseDefault {
        private final FileChannel base;

        Channel(FileChannel base) {
            this.base = base;
        }

        @Override
        public long size() throws IOException {
            return base.size();
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return base.read(into, position);
        }

        @Override
        public int write(ByteBuffer from, long position) throws IOException {
            check();
            return base.write(from, position);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            check();
            base.force(metaData);
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            check();
            base.truncate(size);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return base.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            base.close();
        }
    }
}
