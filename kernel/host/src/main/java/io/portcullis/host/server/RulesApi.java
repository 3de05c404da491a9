package io.portcullis.host.server;

/** The life of a rule pack: check, test, stage, activate, roll back. */
public interface RulesApi {
    /** The rule packs. */
    RulesView rules();

    /**
     * Checks a pack, compares it with the one that judges, stages it and records all that; makes a request when it takes two people.
     *
     * @param pack its folder, or the hash of a pack that the log has
     * @param by who asks
     * @param reason why
     * @return refused as INVALID with the checker's first line when the pack is not sound; one that judges already stays as it is
     */
    PackAnswer submit(String pack, String by, String reason);

    /** The same, and makes it judge at once unless it takes two people. */
    PackAnswer activate(String pack, String by, String reason);

    /** {@link #activate} for the pack that judged before this one did; refused as CONFLICT when there was none. */
    PackAnswer rollback(String by, String reason);

    /**
     * What became of the rules, and by whose word.
     *
     * @param stepsMax how many steps, the newest
     */
    HistoryView history(int stepsMax);
}
