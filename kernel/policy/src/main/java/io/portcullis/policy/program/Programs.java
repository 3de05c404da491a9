package io.portcullis.policy.program;

import io.portcullis.policy.language.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.commons.compiler.InternalCompilerException;
import org.codehaus.janino.SimpleCompiler;

/** Makes and loads the class of a ring. Each class has a loader of its own and goes with it. */
public final class Programs {
    private static final String PACKAGE = "portcullis.pack";
    private static final String CLASS = "Rules";

    private Programs() {}

    /**
     * A ring's rules as far as they go into a class.
     *
     * @param <P> the interface of the class
     * @param program the class's only object
     * @param rules how many rules it judges by
     * @param code its bytes
     * @param left the rules that stay on the rule engine, by id, and why
     */
    public record Compiled<P>(P program, int rules, byte[] code, Map<String, String> left) {}

    /**
     * Makes the class.
     *
     * @throws ProgramFailedException when the class cannot be made or loaded, which is a mistake of ours and no rule's
     */
    public static <P> Compiled<P> compile(Shape<P> shape, List<Rule> rules) throws ProgramFailedException {
        Map<String, String> left = new LinkedHashMap<>();
        List<Asked> asked = new ArrayList<>();
        for (Rule rule : rules) {
            String reason = reasonToStay(shape, rule);
            if (reason.isEmpty()) {
                asked.add(Asked.of(rule));
            } else {
                left.put(rule.id(), reason);
            }
        }
        return load(shape, asked, left);
    }

    private static String reasonToStay(Shape<?> shape, Rule rule) {
        Asked asked = Asked.of(rule);
        if (asked.nodes() > RuleClass.METHOD_NODES_MAX) {
            return "its " + asked.nodes() + " operations do not fit one method; at most " + RuleClass.METHOD_NODES_MAX
                    + " do";
        }
        try {
            RuleClass.of(shape, PACKAGE, CLASS, List.of(asked));
            return "";
        } catch (NotCompilableException | CompileException e) {
            return e.getMessage();
        }
    }

    private static <P> Compiled<P> load(Shape<P> shape, List<Asked> asked, Map<String, String> left)
            throws ProgramFailedException {
        SimpleCompiler compiler = new SimpleCompiler();
        compiler.setParentClassLoader(shape.program().getClassLoader());
        try {
            compiler.cook(RuleClass.of(shape, PACKAGE, CLASS, asked));
            String name = PACKAGE + "." + CLASS;
            P program = shape.program()
                    .cast(compiler.getClassLoader()
                            .loadClass(name)
                            .getDeclaredConstructor()
                            .newInstance());
            return new Compiled<>(program, asked.size(), compiler.getBytecodes().get(name), left);
        } catch (NotCompilableException
                | CompileException
                | InternalCompilerException
                | ReflectiveOperationException
                | LinkageError e) {
            throw new ProgramFailedException("the class of the rules cannot be made: " + e, e);
        }
    }
}
