package io.portcullis.host.doctor;

/** How bad a finding is. */
public enum Level {
    /** As it should be. */
    OK,
    /** Works, and is not as it should be. */
    WARN,
    /** Dangerous, or will not work: in profile prod a server does not start on it. */
    FAIL
}
