package io.portcullis.host.plugins.signing;

import io.portcullis.host.config.SharedAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/** A key pair: signs plugins. The private half lies in a PEM file (PKCS#8) that only its owner can read, the public one beside it. */
public final class SigningKey {
    /** What the private file's name ends in when we write it. */
    public static final String SUFFIX = ".key";

    private static final String LABEL = "PRIVATE KEY";

    private final PrivateKey key;
    private final VerifyingKey verifying;

    private SigningKey(PrivateKey key, VerifyingKey verifying) {
        this.key = key;
        this.verifying = verifying;
    }

    /** A fresh pair. */
    public static SigningKey generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(VerifyingKey.ALGORITHM).generateKeyPair();
            return new SigningKey(pair.getPrivate(), new VerifyingKey(pair.getPublic()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK since 15 has " + VerifyingKey.ALGORITHM, e);
        }
    }

    /**
     * Reads a private key, and the public one beside it: {@code x.key} goes with {@code x.pub}.
     *
     * @throws SigningException when others can read the private file, or the two are no pair
     */
    public static SigningKey read(Path file) throws SigningException, IOException {
        Optional<String> readers = SharedAccess.ofReaders(file);
        if (readers.isPresent()) {
            throw new SigningException(file + " can be read by others (" + readers.get() + "); it must be rw-------");
        }
        Path publicFile = publicFileOf(file);
        if (!Files.exists(publicFile)) {
            throw new SigningException("there is no public key " + publicFile + " beside " + file.getFileName()
                    + "; 'openssl pkey -in " + file.getFileName() + " -pubout -out " + publicFile.getFileName()
                    + "' makes it");
        }
        SigningKey pair = new SigningKey(privateKey(file), VerifyingKey.read(publicFile));
        byte[] trial = "do these two belong together".getBytes(StandardCharsets.US_ASCII);
        if (!pair.verifying.verifies(trial, pair.signatureOver(trial))) {
            throw new SigningException(publicFile + " is not the public half of " + file);
        }
        return pair;
    }

    private static PrivateKey privateKey(Path file) throws SigningException, IOException {
        try {
            byte[] encoded = Pem.decode(LABEL, VerifyingKey.text(file));
            return KeyFactory.getInstance(VerifyingKey.ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            // Not the provider's message as well: it could quote what it read.
            throw new SigningException(file + " holds no " + VerifyingKey.ALGORITHM + " private key");
        } catch (SigningException e) {
            throw new SigningException(file + " is no private key: " + e.getMessage(), e);
        }
    }

    private static Path publicFileOf(Path file) {
        String name = file.getFileName().toString().replaceAll("\\.(key|pem)$", "");
        return file.resolveSibling(name + VerifyingKey.SUFFIX);
    }

    /**
     * Writes NAME.key, for its owner only, and NAME.pub; neither may be there yet.
     *
     * @return the private file
     */
    public Path write(Path folder, String name) throws IOException {
        Path privateFile = folder.resolve(name + SUFFIX);
        if (Files.exists(publicFileOf(privateFile))) {
            throw new FileAlreadyExistsException(publicFileOf(privateFile).toString());
        }
        SharedAccess.createSecret(privateFile);
        Files.writeString(privateFile, Pem.encode(LABEL, key.getEncoded()), StandardOpenOption.WRITE);
        writePublic(publicFileOf(privateFile));
        return privateFile;
    }

    /** Writes the public half alone; the file may not be there yet. */
    public void writePublic(Path file) throws IOException {
        Files.writeString(file, verifying.text(), StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        SharedAccess.forOwnerOnlyToWrite(file);
    }

    /** The public half. */
    public VerifyingKey verifying() {
        return verifying;
    }

    /** Signs these very bytes. */
    public DetachedSignature sign(byte[] content) {
        String signature = Base64.getEncoder().encodeToString(signatureOver(content));
        return new DetachedSignature(verifying.id(), VerifyingKey.sha256(content), signature);
    }

    private byte[] signatureOver(byte[] content) {
        try {
            Signature signer = Signature.getInstance(VerifyingKey.ALGORITHM);
            signer.initSign(key);
            signer.update(content);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK cannot sign with a key that it took", e);
        }
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "SigningKey[" + verifying.id() + "]";
    }
}
