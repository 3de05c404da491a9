package io.portcullis.benchmarks.gate;

import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelVariableResolver;
import io.portcullis.engine.gate.facts.FactField;
import io.portcullis.engine.gate.facts.FactSchema;
import io.portcullis.model.gate.Reason;
import io.portcullis.model.gate.Verdict;
import io.portcullis.policy.Ring;
import io.portcullis.policy.language.Expression;
import io.portcullis.policy.language.FieldReader;
import io.portcullis.policy.language.Rule;
import io.portcullis.policy.language.VerdictCall;
import io.portcullis.policy.pack.RulePack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The pack's conditions as programs of CEL-Java, as Kubernetes' admission policies use it: one compiled program a rule, all evaluated on
 * each order. Variables are read from the facts when a program asks for them, which spares CEL a map of them all; what a rule
 * says comes from the pack, and costs nothing as long as it is silent.
 */
final class CelRules extends OnFacts {
    private final FieldReader fields = FieldReader.of(facts);
    private final CelVariableResolver variables = name -> Optional.ofNullable(FactSchema.BY_NAME.get(name))
            .map(field -> field.reader().apply(facts));
    private final List<Program> programs = new ArrayList<>();
    private final Denials denials = new Denials();

    /** A rule and what decides whether it speaks. */
    private record Program(Rule rule, CelRuntime.Program condition) {}

    CelRules(GateOrders orders) {
        super("cel", orders);
        CelCompiler compiler = compiler();
        CelRuntime runtime = CelRuntimeFactory.standardCelRuntimeBuilder().build();
        RulePack pack = RulePack.read(orders.pack(), new ArrayList<>()).orElseThrow();
        for (Rule rule : pack.rules(Ring.GATE)) {
            String text = CelText.of(rule);
            try {
                programs.add(new Program(
                        rule, runtime.createProgram(compiler.compile(text).getAst())));
            } catch (CelValidationException | CelEvaluationException e) {
                throw new IllegalStateException("CEL refuses rule " + rule.id() + ": " + text, e);
            }
        }
    }

    private static CelCompiler compiler() {
        CelCompilerBuilder builder =
                CelCompilerFactory.standardCelCompilerBuilder().setResultType(SimpleType.BOOL);
        for (FactField field : FactSchema.FIELDS) {
            builder.addVar(field.name(), type(field.kind()));
        }
        return builder.build();
    }

    private static CelType type(FactField.Kind kind) {
        return switch (kind) {
            case NUMBER -> SimpleType.DOUBLE;
            case FLAG -> SimpleType.BOOL;
            case TEXT -> SimpleType.STRING;
        };
    }

    @Override
    public Verdict judge() {
        denials.clear();
        for (Program program : programs) {
            if (holds(program)) {
                program.rule().verdicts().forEach(verdict -> say(program.rule().id(), verdict));
            }
        }
        return denials.verdict();
    }

    private boolean holds(Program program) {
        try {
            return (Boolean) program.condition().eval(variables);
        } catch (CelEvaluationException e) {
            throw new IllegalStateException(
                    "CEL does not evaluate rule " + program.rule().id(), e);
        }
    }

    private void say(String rule, VerdictCall verdict) {
        List<Expression> numbers = verdict.arguments();
        if (numbers.isEmpty()) {
            denials.deny(rule);
        } else if (verdict.verdict().equals("warn")) {
            denials.warn(rule, numbers.get(0).number(fields), numbers.get(1).number(fields));
        } else {
            denials.deny(rule, numbers.get(0).number(fields), numbers.get(1).number(fields));
        }
    }

    @Override
    public List<Reason> reasons() {
        return List.copyOf(denials.reasons());
    }
}
