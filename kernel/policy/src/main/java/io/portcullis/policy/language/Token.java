package io.portcullis.policy.language;

/**
 * One word or sign of a rule file.
 *
 * @param type which
 * @param text as it stands there, a string without its quotes
 * @param line from 1
 */
record Token(Type type, String text, int line) {
    enum Type {
        WORD,
        VARIABLE,
        NUMBER,
        STRING,
        SIGN,
        END
    }

    boolean is(String sign) {
        return (type == Type.SIGN || type == Type.WORD) && text.equals(sign);
    }

    /** As it stood in the file. */
    String source() {
        return type == Type.STRING ? "\"" + text + "\"" : text;
    }

    /** For messages. */
    String shown() {
        return type == Type.END ? "the end of the file" : "'" + source() + "'";
    }
}
