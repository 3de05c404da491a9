package io.portcullis.host.server;

/**
 * One route file.
 *
 * @param name the file's name, FROM-to-TO.camel.yaml
 * @param state RUNNING, or BROKEN when the file as it is saved does not run
 * @param running whether any version of it runs: of a broken file, the last good one
 * @param exchanges messages so far
 * @param failures messages that failed
 * @param error what is wrong with the file as saved, with file and line; empty when nothing is
 */
public record RouteView(String name, String state, boolean running, long exchanges, long failures, String error) {
    /** The file as it is saved runs. */
    public static final String RUNNING = "RUNNING";

    /** It does not. */
    public static final String BROKEN = "BROKEN";
}
