package io.portcullis.host.rules;

import io.portcullis.host.access.SecretFile;
import io.portcullis.policy.gate.KeptClasses;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * data/content/packs: the classes of the rules that judged last, so that a restart need not compile. Each file is named by the
 * SHA-256 of the rules' text, since most packs that come anew differ from the last in a limit and in no rule, and ends with an
 * authentication code over everything before it, under a key that this data folder made for itself and nobody else reads.
 */
public final class KeptPacks implements KeptClasses {
    static final int KEPT_MAX = 4;

    private static final int MAGIC = 0x504B4332;
    private static final int BYTES_MAX = 8 << 20;
    private static final String ALGORITHM = "HmacSHA256";
    private static final int CODE_BYTES = 32;
    private static final int KEY_BYTES = 32;

    private final Path folder;
    private final Path key;

    /** The packs of a data folder; nothing is made before there is one to keep. */
    public KeptPacks(Path data) {
        this.folder = folder(data);
        this.key = key(data);
    }

    /** Where a data folder has the files of its packs. */
    public static Path folder(Path data) {
        return data.resolve("content").resolve("packs");
    }

    /** Where it has the key of their authentication codes. */
    public static Path key(Path data) {
        return data.resolve("packs.key");
    }

    @Override
    public Optional<byte[]> read(String rules, String maker) throws IOException {
        Path file = folder.resolve(rules);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > BYTES_MAX) {
            throw new IOException(file + " is no file of at most " + BYTES_MAX + " bytes");
        }
        byte[] bytes = Files.readAllBytes(file);
        int signed = bytes.length - CODE_BYTES;
        if (signed < 0
                || !MessageDigest.isEqual(code(bytes, signed), Arrays.copyOfRange(bytes, signed, bytes.length))) {
            throw new IOException(file + " is not as this server wrote it: its authentication code does not fit");
        }
        return Optional.of(classes(file, bytes, signed, rules, maker));
    }

    /** What follows behind the words that say what it is for. Looked at after the code fitted, never before. */
    private static byte[] classes(Path file, byte[] bytes, int signed, String rules, String maker) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, signed))) {
            if (in.readInt() != MAGIC) {
                throw new IOException(file + " has another format");
            }
            String forRules = in.readUTF();
            if (!forRules.equals(rules)) {
                throw new IOException(file + " belongs to the rules " + forRules);
            }
            String madeBy = in.readUTF();
            if (!madeBy.equals(maker)) {
                throw new IOException(file + " is of another version: " + madeBy + "; this server is " + maker);
            }
            return in.readAllBytes();
        }
    }

    @Override
    public void write(String rules, String maker, byte[] classes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeUTF(rules);
            out.writeUTF(maker);
            out.write(classes);
            if (out.size() > BYTES_MAX - CODE_BYTES) {
                throw new IOException("its " + classes.length + " bytes are too many, " + BYTES_MAX + " are kept");
            }
            if (!Files.exists(key)) {
                makeKey();
            }
            out.write(code(bytes.toByteArray(), bytes.size()));
        }
        SecretFile.createFolder(folder);
        SecretFile.write(folder.resolve(rules), bytes.toByteArray());
        forgetOldest(rules);
    }

    private byte[] code(byte[] bytes, int length) throws IOException {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            byte[] secret = HexFormat.of().parseHex(SecretFile.read(key));
            if (secret.length != KEY_BYTES) {
                throw new IOException(key + " must have " + KEY_BYTES + " bytes, it has " + secret.length);
            }
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            mac.update(bytes, 0, length);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        } catch (IllegalArgumentException e) {
            throw new IOException(key + " is damaged; delete it, and the next pack that is kept makes another", e);
        }
    }

    private void makeKey() throws IOException {
        byte[] secret = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(secret);
        SecretFile.write(key, HexFormat.of().formatHex(secret));
    }

    /** Drafts come and go while rules are written; a restart needs those that judged last. */
    private void forgetOldest(String written) throws IOException {
        Map<Path, FileTime> others = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (!file.getFileName().toString().equals(written)) {
                    others.put(file, Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS));
                }
            }
        }
        Comparator<Path> newestFirst = Comparator.comparing(others::get, Comparator.reverseOrder());
        for (Path old :
                others.keySet().stream().sorted(newestFirst).skip(KEPT_MAX - 1).toList()) {
            Files.deleteIfExists(old);
        }
    }
}
