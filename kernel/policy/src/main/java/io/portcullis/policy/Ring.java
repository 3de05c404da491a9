package io.portcullis.policy;

/** The two kinds of rules of a pack; each has its folder, its facts and its verdicts. */
public enum Ring {
    /** Judged for each order. */
    GATE("gate"),
    /** Judged when something happened or time passed. */
    WATCH("watch");

    private final String folder;

    Ring(String folder) {
        this.folder = folder;
    }

    /** The folder of its rule files. */
    public String folder() {
        return folder;
    }
}
