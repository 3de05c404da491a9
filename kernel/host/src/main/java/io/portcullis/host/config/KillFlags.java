package io.portcullis.host.config;

import io.portcullis.model.gate.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The kill switch that works when nothing else does: a file per scope under data/kill, whose existence is the whole message.
 * bin/portcullis writes the same files from the shell, and the venue channel watches them.
 */
public final class KillFlags {
    private static final int REASON_LENGTH_MAX = 200;

    private final Path folder;

    /** The flags of a data folder. */
    public KillFlags(Home home) {
        this.folder = home.killFlags();
    }

    /** The file of a scope. */
    public Path file(Scope scope) {
        return folder.resolve(scope.fileName());
    }

    /** Sets a flag; one that is set stays set. */
    public void set(Scope scope) {
        try {
            Files.createDirectories(folder);
            Files.createFile(file(scope));
        } catch (FileAlreadyExistsException e) {
            // Latched already: exactly what was asked for.
        } catch (IOException e) {
            throw new UncheckedIOException("kill flag " + file(scope) + " cannot be written", e);
        }
    }

    /** Takes a flag away: after the resume was recorded, never before. */
    public void clear(Scope scope) {
        try {
            Files.deleteIfExists(file(scope));
        } catch (IOException e) {
            throw new UncheckedIOException("kill flag " + file(scope) + " cannot be removed", e);
        }
    }

    /** The scopes whose flag is set. A file whose name is no scope counts as global: somebody wanted trading to stop. */
    public SortedSet<Scope> all() {
        SortedSet<Scope> scopes = new TreeSet<>();
        if (!Files.isDirectory(folder)) {
            return scopes;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (!name.startsWith(".")) { // a rehearsal, or what an editor leaves behind
                    scopes.add(scopeOf(name));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("kill flags in " + folder + " cannot be listed", e);
        }
        return scopes;
    }

    /** Why a flag was set, as its file says; whoever touched the file from a shell said nothing. */
    public String reason(Scope scope) {
        try {
            String text = Files.readString(file(scope)).lines().findFirst().orElse("");
            String printable = text.replaceAll("[^\\x20-\\x7e]", "?");
            return printable.isBlank()
                    ? "set before the start"
                    : printable.substring(0, Math.min(printable.length(), REASON_LENGTH_MAX));
        } catch (IOException e) {
            return "set before the start";
        }
    }

    private static Scope scopeOf(String fileName) {
        try {
            return Scope.ofFileName(fileName);
        } catch (IllegalArgumentException e) {
            return Scope.GLOBAL;
        }
    }
}
