package io.portcullis.host.plugins.signing;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One labelled block of base64 between dashed lines (RFC 7468); text around it is for people. */
final class Pem {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    private Pem() {}

    static String encode(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n" + LINES.encodeToString(content) + "\n-----END " + label + "-----\n";
    }

    static byte[] decode(String label, String text) throws SigningException {
        Matcher block = BLOCK.matcher(text);
        if (!block.find()) {
            throw new SigningException("it holds no PEM block '" + label + "'");
        }
        String found = block.group(1);
        String body = block.group(2).replaceAll("\\s", "");
        if (!found.equals(label)) {
            throw new SigningException("it holds a PEM block '" + found + "', not '" + label + "'");
        }
        if (block.find()) {
            throw new SigningException("it holds more than one PEM block; one key, one file");
        }
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new SigningException("its PEM block is damaged: " + e.getMessage(), e);
        }
    }
}
