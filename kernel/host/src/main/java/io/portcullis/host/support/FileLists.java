package io.portcullis.host.support;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Folders as lists: what is there, how large, since when; never what is in it. */
final class FileLists {
    private static final int FILES_MAX = 10_000;
    private static final int DEPTH_MAX = 6;
    /** Enough to tell two files apart, too short to be taken for a secret. */
    private static final int HASH_BYTES = 12;

    private FileLists() {}

    /** Files of a folder, sorted; none when there is no folder. */
    static List<Path> of(Path folder, String pattern) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
                files.forEach(found::add);
            }
        }
        found.sort(Path::compareTo);
        return found;
    }

    /** Every file beneath a folder: permissions, size, time, name. */
    static String tree(Path folder) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path file : walk(folder)) {
            try {
                BasicFileAttributes attributes =
                        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                text.append(String.format(
                        "%s %12d %s %s%n",
                        permissions(file), attributes.size(), attributes.lastModifiedTime(), folder.relativize(file)));
            } catch (NoSuchFileException e) {
                // gone since it was listed
            }
        }
        return text.toString();
    }

    /** Every pack: its manifest's files with their hashes, not their content. */
    static String rules(Path folder) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path file : walk(folder)) {
            if (Files.isRegularFile(file)) {
                text.append(String.format("%s %8d %s%n", hash(file), Files.size(file), folder.relativize(file)));
            }
        }
        return text.toString();
    }

    private static List<Path> walk(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, DEPTH_MAX)) {
            return files.limit(FILES_MAX).sorted().toList();
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String permissions(Path file) throws IOException {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
        } catch (UnsupportedOperationException e) {
            return "?????????";
        }
    }

    private static String hash(Path file) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
