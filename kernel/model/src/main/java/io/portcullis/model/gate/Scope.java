package io.portcullis.model.gate;

import io.portcullis.model.id.InstrumentId;
import io.portcullis.model.id.VenueId;
import io.portcullis.model.order.Attribution;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/**
 * What a kill or a reduce-only state covers, written {@code global}, {@code host}, {@code venue:simulated}, {@code account:main},
 * {@code sector:Health Care}, {@code instrument:ACME} or {@code agent:value}.
 *
 * @param kind which kind of thing
 * @param name which one; empty for global and host
 */
public record Scope(Kind kind, String name) implements Comparable<Scope> {
    /** Everything. */
    public static final Scope GLOBAL = new Scope(Kind.GLOBAL, "");

    /** Everything, for as long as the machine underneath is in trouble: set and lifted by the host itself. */
    public static final Scope HOST = new Scope(Kind.HOST, "");

    private static final int NAME_LENGTH_MAX = 64;
    private static final char ESCAPE = '%';

    /** Refuses a name on global and host, a missing name elsewhere, and names that no identifier and no sector can have. */
    public Scope {
        Objects.requireNonNull(kind, "kind");
        if (kind.named == name.isEmpty()) {
            throw new IllegalArgumentException("scope " + kind + " does not go with name '" + name + "'");
        }
        if (!isPrintable(name) || !name.strip().equals(name) || name.length() > NAME_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "a scope's name must be printable ASCII without a blank at either end, at most " + NAME_LENGTH_MAX
                            + " characters, got '" + name + "'");
        }
    }

    private static boolean isPrintable(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    /** Inverts {@link #toString()}. */
    public static Scope parse(String text) {
        int colon = text.indexOf(':');
        return of(text, colon < 0 ? text : text.substring(0, colon), colon < 0 ? "" : text.substring(colon + 1));
    }

    private static Scope of(String text, String kind, String name) {
        for (Kind each : Kind.values()) {
            if (each.text.equals(kind)) {
                return new Scope(each, name);
            }
        }
        throw new IllegalArgumentException("scope must be 'global', 'venue:NAME', 'account:NAME', 'sector:NAME',"
                + " 'instrument:NAME', 'agent:NAME' or 'host', got '" + text + "'");
    }

    /**
     * The name of the file that stands for this scope: {@code venue_simulated}, {@code sector_Health%20Care}. Letters, digits,
     * '.', '_' and '-' stand for themselves, everything else for its code, so that no name leaves its folder.
     */
    public String fileName() {
        if (name.isEmpty()) {
            return kind.text;
        }
        StringBuilder file = new StringBuilder(kind.text).append('_');
        for (byte each : name.getBytes(StandardCharsets.US_ASCII)) {
            if (Character.isLetterOrDigit(each) || each == '.' || each == '_' || each == '-') {
                file.append((char) each);
            } else {
                file.append(String.format(Locale.ROOT, "%c%02X", ESCAPE, each));
            }
        }
        return file.toString();
    }

    /**
     * Inverts {@link #fileName()}; takes {@code sector:Health Care} as well, as a person in a hurry types it.
     *
     * @throws IllegalArgumentException when the name says no scope
     */
    public static Scope ofFileName(String fileName) {
        int end = 0;
        while (end < fileName.length() && fileName.charAt(end) != '_' && fileName.charAt(end) != ':') {
            end++;
        }
        String name = end == fileName.length() ? "" : unescaped(fileName.substring(end + 1));
        return of(fileName, fileName.substring(0, end), name);
    }

    private static String unescaped(String escaped) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == ESCAPE && i + 2 < escaped.length()) {
                c = (char) Integer.parseInt(escaped.substring(i + 1, i + 3), 16);
                i += 2;
            }
            name.append(c);
        }
        return name.toString();
    }

    /**
     * True when an order is in this scope. An agent is among those who stand behind the order; whether it is the only one is
     * {@link ScopeStates}' matter.
     *
     * @param venue where the order goes
     * @param instrument what it trades
     * @param whose whose order it is
     */
    public boolean covers(VenueId venue, InstrumentId instrument, Attribution whose) {
        return switch (kind) {
            case GLOBAL, HOST -> true;
            case VENUE -> venue.value().equals(name);
            case ACCOUNT -> whose.account().value().equals(name);
            case SECTOR -> whose.sector().equals(name);
            case INSTRUMENT -> instrument.value().equals(name);
            case AGENT ->
                whose.agents().stream().anyMatch(agent -> agent.value().equals(name));
        };
    }

    @Override
    public int compareTo(Scope other) {
        int byKind = kind.compareTo(other.kind);
        return byKind != 0 ? byKind : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name.isEmpty() ? kind.text : kind.text + ":" + name;
    }

    /** The kinds of scope. */
    public enum Kind {
        /** Everything. */
        GLOBAL(false),
        /** One venue. */
        VENUE(true),
        /** One account. */
        ACCOUNT(true),
        /** One sector. */
        SECTOR(true),
        /** One instrument. */
        INSTRUMENT(true),
        /** One agent: its opinions, and the orders that it alone stands behind. */
        AGENT(true),
        /** Everything, because of the machine. */
        HOST(false);

        private final boolean named;
        private final String text = name().toLowerCase(Locale.ROOT);

        Kind(boolean named) {
            this.named = named;
        }
    }
}
