package io.portcullis.transport;

import java.util.Locale;

/** What a recorded event survives. Named at start-up and beside every figure. */
public enum Durability {
    /** Nothing: the log lives in memory. */
    MEMORY("lost with the process"),
    /** {@code log.durability=process}: the operating system has the bytes. */
    PROCESS("survives kill -9 of the process, not a loss of power"),
    /** {@code log.durability=power}: the disk says it has the bytes. */
    POWER("survives a loss of power, as far as the disk keeps its word");

    private final String meaning;

    Durability(String meaning) {
        this.meaning = meaning;
    }

    /** The value of the key {@code log.durability}: {@code process} or {@code power}. */
    public static Durability ofSetting(String setting) {
        return switch (setting) {
            case "process" -> PROCESS;
            case "power" -> POWER;
            default ->
                throw new IllegalArgumentException(
                        "log.durability must be 'process' or 'power', got '" + setting + "'");
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT) + " (" + meaning + ")";
    }
}
