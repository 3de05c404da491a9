package io.portcullis.host.access;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Somebody on the list of users.
 *
 * @param identity name, roles and grant
 * @param password what proves the name
 */
record User(Identity identity, PasswordHash password) {
    private static final String NAME = "[a-z][a-z0-9._-]{0,31}";
    private static final String TRADER = "[!-~&&[^*,]]{1,64}";

    /** Names that events carry when nobody with a name was at it; a person by that name could not be told from them. */
    private static final Set<String> RESERVED = Set.of(
            "admin",
            "anonymous",
            "dev-folder",
            "engine",
            "first-start",
            "flag-file",
            "in-process",
            "offline",
            "watchdog");

    /** Characters that make a guess of every password in a list of leaked ones miss it. */
    static final int PASSWORD_CHARACTERS_MIN = 12;

    static final int PASSWORD_CHARACTERS_MAX = 128;

    /** Refuses what no user can be. */
    User {
        requirePossible(identity);
    }

    /** Refuses what no user can be, with one line that says what would be right. */
    static void requirePossible(Identity identity) {
        requireName(identity.name());
        requireTraders(identity);
        if (identity.roles().isEmpty() && identity.traders().isEmpty()) {
            throw new IllegalArgumentException("user " + identity.name() + " must have a role, or orders to send");
        }
    }

    private static void requireName(String name) {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException("a user's name must be 1 to 32 small letters, digits, '.', '_' and '-',"
                    + " the first one a letter, got '" + name + "'");
        }
        if (RESERVED.contains(name)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is a name of the server itself: " + String.join(", ", new TreeSet<>(RESERVED)));
        }
    }

    /** Who sends orders must not own the rules that judge them, nor lift what stopped them. */
    private static void requireTraders(Identity identity) {
        for (String trader : identity.traders()) {
            if (!trader.matches(TRADER)) {
                throw new IllegalArgumentException(
                        "a trader must be 1 to 64 printable characters without ',' and '*', got '" + trader + "'");
            }
        }
        boolean judges = identity.may(Permission.ACTIVATE)
                || identity.may(Permission.RESUME)
                || identity.may(Permission.USERS)
                || identity.may(Permission.PLUGINS);
        if (!identity.traders().isEmpty() && judges) {
            throw new IllegalArgumentException("user " + identity.name()
                    + " cannot send orders and be " + Role.text(identity.roles())
                    + ": who trades may be viewer besides, nothing else");
        }
    }

    /** Length is what counts; nobody is asked for a digit and a sign. */
    static void requireSound(String name, char[] password) {
        if (password.length < PASSWORD_CHARACTERS_MIN || password.length > PASSWORD_CHARACTERS_MAX) {
            throw new IllegalArgumentException("a password must have " + PASSWORD_CHARACTERS_MIN + " to "
                    + PASSWORD_CHARACTERS_MAX + " characters");
        }
        boolean oneCharacter = new String(password).chars().distinct().count() < 4;
        if (oneCharacter
                || new String(password).toLowerCase(java.util.Locale.ROOT).contains(name)) {
            throw new IllegalArgumentException(
                    "a password must not contain the user's name, and must have at least 4 different characters");
        }
    }

    String name() {
        return identity.name();
    }

    User withPassword(PasswordHash changed) {
        return new User(identity, changed);
    }

    /** As the list shows it: without the hash. */
    UserView view() {
        List<String> roles = identity.roles().stream().sorted().map(Role::text).toList();
        return new UserView(name(), roles, List.copyOf(new TreeSet<>(identity.traders())));
    }
}
