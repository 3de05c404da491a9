package io.portcullis.ingest.bus;

/** The addresses of the bus, by the names under which other systems know them. */
public enum BusAddress {
    /** Market events as JSON. A topic: in memory, each subscriber with a ring of its own that drops the oldest. */
    MARKET("market"),
    /** Commands from other systems to the kernel. A queue on the journal. */
    COMMANDS("commands"),
    /** Decisions of the kernel for other systems. A queue on the journal. */
    DECISIONS("decisions"),
    /** Records that nobody could use, with the reason. A queue on the journal that drops the oldest. */
    DEAD_LETTER("dead-letter"),
    /** What people should look at, such as a limit that is nearly used up. A queue on the journal that drops the oldest. */
    ALERTS("alerts");

    private final String text;

    BusAddress(String text) {
        this.text = text;
    }

    /** The address as clients write it. */
    public String text() {
        return text;
    }
}
