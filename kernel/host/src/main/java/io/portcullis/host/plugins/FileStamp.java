package io.portcullis.host.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Tells one state of a file from another without reading it.
 *
 * @param size bytes
 * @param modifiedMillis its time
 */
record FileStamp(long size, long modifiedMillis) {
    /** How the file looks now; null when it is not there. */
    static FileStamp of(Path file, LinkOption... links) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class, links);
            return new FileStamp(
                    attributes.size(), attributes.lastModifiedTime().toMillis());
        } catch (IOException e) {
            return null;
        }
    }

    /** True when it was written so lately that it may be written again and look the same. */
    boolean isFresh(long freshMillis) {
        return System.currentTimeMillis() - modifiedMillis < freshMillis;
    }
}
