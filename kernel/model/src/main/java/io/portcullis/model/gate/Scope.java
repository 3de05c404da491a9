package io.portcullis.model.gate;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a kill or a reduce-only state covers, written {@code global}, {@code host} or {@code venue:simulated}.
 *
 * @param kind which kind of thing
 * @param name which venue; empty for global and host
 */
public record Scope(Kind kind, String name) implements Comparable<Scope> {
    /** Everything. */
    public static final Scope GLOBAL = new Scope(Kind.GLOBAL, "");

    /** Everything, for as long as the machine underneath is in trouble: set and lifted by the host itself. */
    public static final Scope HOST = new Scope(Kind.HOST, "");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** Refuses a name on global and host, a missing name elsewhere, and names that could not be a file name. */
    public Scope {
        Objects.requireNonNull(kind, "kind");
        if ((kind != Kind.VENUE) != name.isEmpty()) {
            throw new IllegalArgumentException("scope " + kind + " does not go with name '" + name + "'");
        }
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a scope's name must be letters, digits, '.', '_' or '-', at most 64, got '" + name + "'");
        }
    }

    /** Inverts {@link #toString()}. */
    public static Scope parse(String text) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon);
        for (Kind each : Kind.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(kind)) {
                return new Scope(each, colon < 0 ? "" : text.substring(colon + 1));
            }
        }
        throw new IllegalArgumentException("scope must be 'global', 'venue:NAME' or 'host', got '" + text + "'");
    }

    @Override
    public int compareTo(Scope other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        String kindName = kind.name().toLowerCase(Locale.ROOT);
        return name.isEmpty() ? kindName : kindName + ":" + name;
    }

    /** The kinds of scope. */
    public enum Kind {
        /** Everything. */
        GLOBAL,
        /** One venue. */
        VENUE,
        /** Everything, because of the machine. */
        HOST
    }
}
