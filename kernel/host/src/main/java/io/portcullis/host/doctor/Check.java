package io.portcullis.host.doctor;

import java.util.List;

/** Looks at one concern. Changes nothing; may throw, which the doctor reports. */
interface Check {
    /** What it found; something in any case, so that nobody wonders whether it looked. */
    List<Finding> look(Premises premises) throws Exception;
}
