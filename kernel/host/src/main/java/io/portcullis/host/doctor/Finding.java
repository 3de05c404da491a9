package io.portcullis.host.doctor;

/**
 * What one check found.
 *
 * @param check the check's name, stable
 * @param level how bad it is
 * @param what what was found
 * @param where file, option or address; empty when there is none
 * @param right what would be right; empty when it is
 */
public record Finding(String check, Level level, String what, String where, String right) {
    static Finding ok(String check, String what) {
        return new Finding(check, Level.OK, what, "", "");
    }

    static Finding warn(String check, String what, String where, String right) {
        return new Finding(check, Level.WARN, what, where, right);
    }

    static Finding fail(String check, String what, String where, String right) {
        return new Finding(check, Level.FAIL, what, where, right);
    }

    /** Check, what, where and what would be right, on one line. */
    public String line() {
        String place = where.isEmpty() ? "" : " (" + where + ")";
        return check + ": " + what + place + (right.isEmpty() ? "" : "; " + right);
    }
}
