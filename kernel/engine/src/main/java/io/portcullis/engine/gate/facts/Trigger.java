package io.portcullis.engine.gate.facts;

/**
 * Why the watch rules are evaluated now.
 *
 * <p>A reused flyweight: not thread-safe, filled anew for each evaluation, part of the documented rule API since 0.1.
 */
public final class Trigger {
    private String kind = "";
    private String subject = "";
    private boolean up;

    @Meaning(
            value = "FILL, MARKET, LINK, QUARANTINE or TICK.",
            oneOf = {"FILL", "MARKET", "LINK", "QUARANTINE", "TICK"})
    public String getKind() {
        return kind;
    }

    /** Sets kind; see the getter. */
    public void setKind(String value) {
        kind = value;
    }

    @Meaning("The instrument, venue or agent it is about; empty for a tick.")
    public String getSubject() {
        return subject;
    }

    /** Sets subject; see the getter. */
    public void setSubject(String value) {
        subject = value;
    }

    @Meaning("For LINK: whether the link is there; true otherwise.")
    public boolean isUp() {
        return up;
    }

    /** Sets up; see the getter. */
    public void setUp(boolean value) {
        up = value;
    }
}
