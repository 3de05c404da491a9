package io.portcullis.policy.language;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a rule file into tokens. It refuses what has no place in one, in comments too: backslashes (a Unicode
 * escape is Java before it is text) and invisible characters that make a line read differently from what it says.
 */
final class Lexer {
    static final int CHARACTERS_MAX = 1 << 16;

    private static final Pattern TOKEN =
            Pattern.compile("(?<word>[A-Za-z_][A-Za-z0-9_]*)|(?<variable>\\$[A-Za-z][A-Za-z0-9_]*)"
                    + "|(?<number>[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?[0-9A-Za-z_.]*)|(?<string>\"[^\"\n]*\")"
                    + "|(?<sign>&&|\\|\\||==|!=|<=|>=|[-(),;.:!<>+*/])");
    private static final Pattern SKIPPED = Pattern.compile("[ \t\n]+|//[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern STRING = Pattern.compile("[A-Za-z0-9 ._:&/,()+-]{0,64}");

    private final String text;
    private final StringBuilder withoutComments;

    private Lexer(String text) {
        this.text = text;
        this.withoutComments = new StringBuilder(text);
    }

    /** The tokens, and the text without its comments but with the same lines. */
    static Cut cut(String text) throws RuleSyntaxException {
        Lexer lexer = new Lexer(text);
        lexer.refuseCharacters();
        List<Token> tokens = lexer.tokens();
        return new Cut(tokens, lexer.withoutComments.toString());
    }

    private void refuseCharacters() throws RuleSyntaxException {
        if (text.length() > CHARACTERS_MAX) {
            throw new RuleSyntaxException(1, "a rule file has at most " + CHARACTERS_MAX + " characters");
        }
        int line = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                throw new RuleSyntaxException(line, "a backslash is not part of the rule language");
            }
            boolean blank = c == '\n' || c == '\t';
            if (!blank && (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT)) {
                throw new RuleSyntaxException(
                        line, String.format("the invisible character U+%04X is refused", (int) c));
            }
            if (c == '\n') {
                line++;
            }
        }
    }

    private List<Token> tokens() throws RuleSyntaxException {
        List<Token> tokens = new ArrayList<>();
        Matcher skipped = SKIPPED.matcher(text);
        Matcher token = TOKEN.matcher(text);
        int at = 0;
        int line = 1;
        while (at < text.length()) {
            if (skipped.region(at, text.length()).lookingAt()) {
                blank(at, skipped.end());
                line += lineEnds(at, skipped.end());
                at = skipped.end();
            } else if (token.region(at, text.length()).lookingAt()) {
                tokens.add(token(token, line));
                at = token.end();
            } else {
                throw new RuleSyntaxException(line, "'" + text.charAt(at) + "' is not part of the rule language");
            }
        }
        tokens.add(new Token(Token.Type.END, "", line));
        return tokens;
    }

    private static Token token(Matcher token, int line) throws RuleSyntaxException {
        String found = token.group();
        if (token.group("word") != null) {
            return new Token(Token.Type.WORD, found, line);
        }
        if (token.group("variable") != null) {
            return new Token(Token.Type.VARIABLE, found, line);
        }
        if (token.group("number") != null) {
            return new Token(Token.Type.NUMBER, found, line);
        }
        if (token.group("sign") != null) {
            return new Token(Token.Type.SIGN, found, line);
        }
        String string = found.substring(1, found.length() - 1);
        if (!STRING.matcher(string).matches()) {
            throw new RuleSyntaxException(
                    line, "a text has at most 64 letters, digits, spaces or . _ : & / , ( ) + -, got " + found);
        }
        return new Token(Token.Type.STRING, string, line);
    }

    private void blank(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '\n') {
                withoutComments.setCharAt(i, ' ');
            }
        }
    }

    private int lineEnds(int from, int to) {
        return (int) text.substring(from, to).chars().filter(c -> c == '\n').count();
    }

    /**
     * A file cut into tokens.
     *
     * @param tokens ends with END
     * @param text the file without its comments, with the same lines
     */
    record Cut(List<Token> tokens, String text) {}
}
