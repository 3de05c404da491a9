package io.portcullis.transport;

import java.io.IOException;
import java.nio.file.Path;

/** Another process lives in the data folder. The message is fit for a user. */
public final class DataFolderInUseException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String pid;

    DataFolderInUseException(Path dataFolder, String pid) {
        super("data folder " + dataFolder + " is in use by process " + pid
                + "; stop it first, or choose another with --data");
        this.pid = pid;
    }

    /** The process that holds the folder, {@code unknown} when it has not said. */
    public String pid() {
        return pid;
    }
}
