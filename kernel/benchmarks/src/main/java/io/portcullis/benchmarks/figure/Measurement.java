package io.portcullis.benchmarks.figure;

import java.util.List;

/** Something that can be measured, again if the machine was busy. */
public interface Measurement {
    /** The name by which it is asked for on the command line. */
    String name();

    /**
     * Measures and checks every answer.
     *
     * @param load1 the machine's load when it began, for the figures
     * @throws WrongAnswerException when an answer was not the expected one: then there is no figure
     * @throws NotMeasuredException when something that it needs is not there
     */
    List<Taken> take(double load1) throws Exception;
}
