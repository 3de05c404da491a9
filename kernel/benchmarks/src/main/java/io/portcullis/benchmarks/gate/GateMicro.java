package io.portcullis.benchmarks.gate;

import io.portcullis.benchmarks.figure.Figure;
import io.portcullis.benchmarks.figure.Measurement;
import io.portcullis.benchmarks.figure.Taken;
import io.portcullis.benchmarks.figure.WrongAnswerException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link GateBenchmark}, each contender in a JVM of its own with the flags of this one. */
public final class GateMicro implements Measurement {
    @Override
    public String name() {
        return "jmh";
    }

    @Override
    public List<Taken> take(double load1) throws WrongAnswerException {
        Options options = new OptionsBuilder()
                .include(GateBenchmark.class.getName())
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
        try {
            return taken(new Runner(options).run(), load1);
        } catch (RunnerException e) {
            throw new WrongAnswerException("JMH ended early, so its answers were not all checked: " + e.getMessage());
        }
    }

    private static List<Taken> taken(Collection<RunResult> results, double load1) {
        Map<String, Figure> byContender = new LinkedHashMap<>();
        for (RunResult result : results) {
            String contender = result.getParams().getParam("contender");
            var primary = result.getPrimaryResult();
            byContender.put(
                    contender,
                    Figure.number(
                            "gate." + contender + ".jmh", primary.getScore(), "us", primary.getSampleCount(), load1));
        }
        List<Taken> taken = new ArrayList<>();
        byContender.forEach((contender, figure) -> {
            boolean ours = contender.equals("policy");
            taken.add(Taken.of(ours ? figure.against(byContender.get("drools")) : figure));
        });
        return taken;
    }
}
