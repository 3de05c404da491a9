package io.portcullis.policy.program;

import io.portcullis.policy.language.Expression;
import io.portcullis.policy.language.VerdictCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.commons.compiler.Location;
import org.codehaus.janino.Java;
import org.codehaus.janino.Java.BlockStatement;
import org.codehaus.janino.Java.Rvalue;

/**
 * The class of the rules of one ring, as a syntax tree: for each rule an {@code if} with its verdicts. A condition that several
 * rules begin with is asked once, with those rules inside it; the order of rules means nothing, and only conditions that cannot
 * throw are drawn out. What would make a method too long for the just-in-time compiler goes into a method of its own.
 */
final class RuleClass {
    /** The method that judges, of every shape. */
    static final String JUDGE = "judge";

    /** Nodes in a method, some ten bytes of code each: methods of over 8,000 bytes are never compiled by the JVM. */
    static final int METHOD_NODES_MAX = 300;

    private static final Location NOWHERE = Location.NOWHERE;
    private static final String FACTS = "facts";
    private static final String VERDICT = "verdict";

    private final Shape<?> shape;
    private final Java.PackageMemberClassDeclaration declaration;
    private int methods;

    private RuleClass(Shape<?> shape, Java.PackageMemberClassDeclaration declaration) {
        this.shape = shape;
        this.declaration = declaration;
    }

    /** The class, whose method judges by all of these rules and says at its end that it came there. */
    static Java.CompilationUnit of(Shape<?> shape, String packageName, String className, List<Asked> rules)
            throws NotCompilableException, CompileException {
        Java.PackageMemberClassDeclaration declaration = new Java.PackageMemberClassDeclaration(
                NOWHERE, null, modifiers("public", "final"), className, null, null, new Java.Type[] {
                    type(shape.program())
                });
        new RuleClass(shape, declaration).judge(rules);
        Java.CompilationUnit unit = new Java.CompilationUnit(className);
        unit.setPackageDeclaration(new Java.PackageDeclaration(NOWHERE, packageName));
        unit.addPackageMemberTypeDeclaration(declaration);
        return unit;
    }

    private void judge(List<Asked> rules) throws NotCompilableException, CompileException {
        List<BlockStatement> statements = new ArrayList<>();
        for (List<Asked> slice : slices(rules)) {
            statements.add(ownMethod(slice));
        }
        statements.add(call(ExpressionNodes.name(VERDICT), "complete"));
        addMethod(modifiers("public"), JUDGE, statements);
    }

    /** Rules that ask for the same text side by side, as many in a slice as go into a method. */
    private static List<List<Asked>> slices(List<Asked> rules) {
        List<List<Asked>> slices = new ArrayList<>();
        List<Asked> slice = new ArrayList<>();
        int nodes = 0;
        for (Asked rule :
                rules.stream().sorted(Comparator.comparing(Asked::text)).toList()) {
            if (!slice.isEmpty() && nodes + rule.nodes() > METHOD_NODES_MAX) {
                slices.add(slice);
                slice = new ArrayList<>();
                nodes = 0;
            }
            slice.add(rule);
            nodes += rule.nodes();
        }
        slices.add(slice);
        return slices;
    }

    private BlockStatement ownMethod(List<Asked> rules) throws NotCompilableException, CompileException {
        String name = "part" + methods++;
        SortedSet<String> types = new TreeSet<>();
        rules.forEach(rule -> types.addAll(rule.types()));
        List<BlockStatement> statements = new ArrayList<>();
        types.forEach(fact -> statements.add(local(fact)));
        statements.addAll(branches(rules));
        addMethod(modifiers("private", "static"), name, statements);
        return call(null, name, ExpressionNodes.name(FACTS), ExpressionNodes.name(VERDICT));
    }

    private static List<BlockStatement> branches(List<Asked> rules) throws NotCompilableException, CompileException {
        List<BlockStatement> statements = new ArrayList<>();
        List<Asked> rest = new ArrayList<>(rules);
        for (Expression shared = mostShared(rest); shared != null; shared = mostShared(rest)) {
            List<Asked> inside = new ArrayList<>();
            for (Asked rule : List.copyOf(rest)) {
                if (rule.mayBegin(shared)) {
                    rest.remove(rule);
                    inside.add(rule.inside(shared));
                }
            }
            statements.add(branch(ExpressionNodes.node(shared), branches(inside)));
        }
        for (Asked rule : rest) {
            statements.addAll(statements(rule));
        }
        return statements;
    }

    /** A condition that two or more rules begin with, one that asks for a text before all others; null when there is none. */
    private static Expression mostShared(List<Asked> rules) {
        Map<Expression, Integer> counts = new LinkedHashMap<>();
        rules.forEach(rule -> rule.open().stream()
                .distinct()
                .filter(rule::mayBegin)
                .forEach(condition -> counts.merge(condition, 1, Integer::sum)));
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .max(Comparator.<Map.Entry<Expression, Integer>, Boolean>comparing(
                                entry -> Asked.isTextEquality(entry.getKey()))
                        .thenComparing(Map.Entry::getValue))
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    private static List<BlockStatement> statements(Asked rule) throws NotCompilableException, CompileException {
        List<BlockStatement> verdicts = new ArrayList<>();
        for (VerdictCall verdict : rule.rule().verdicts()) {
            verdicts.add(verdict(rule.rule().id(), verdict));
        }
        List<Rvalue> conditions = new ArrayList<>();
        if (!rule.conditions().throwing().isEmpty()) {
            conditions.add(ExpressionNodes.throwing(rule.conditions()));
        }
        for (Expression condition : Stream.concat(rule.open().stream(), rule.conditions().joining().stream())
                .toList()) {
            conditions.add(ExpressionNodes.node(condition));
        }
        return conditions.isEmpty() ? verdicts : List.of(branch(ExpressionNodes.joined("&&", conditions), verdicts));
    }

    private static BlockStatement verdict(String rule, VerdictCall call)
            throws NotCompilableException, CompileException {
        List<Rvalue> arguments = new ArrayList<>();
        arguments.add(ExpressionNodes.text(rule));
        if (!call.scope().isEmpty()) {
            arguments.add(ExpressionNodes.text(call.scope()));
        }
        for (Expression argument : call.arguments()) {
            arguments.add(ExpressionNodes.operand(argument));
        }
        return call(ExpressionNodes.name(VERDICT), call.verdict(), arguments.toArray(Rvalue[]::new));
    }

    private static BlockStatement branch(Rvalue condition, List<BlockStatement> statements) {
        Java.Block block = new Java.Block(NOWHERE);
        block.addStatements(statements);
        return new Java.IfStatement(NOWHERE, condition, block, null);
    }

    private BlockStatement local(String fact) {
        String name = ExpressionNodes.variable(fact);
        Rvalue value = new Java.MethodInvocation(NOWHERE, ExpressionNodes.name(FACTS), name, new Rvalue[0]);
        return new Java.LocalVariableDeclarationStatement(
                NOWHERE,
                new Java.Modifier[0],
                type(shape.facts().getPackageName() + "." + fact),
                new Java.VariableDeclarator[] {new Java.VariableDeclarator(NOWHERE, name, 0, value)});
    }

    private static BlockStatement call(Java.Atom target, String method, Rvalue... arguments) throws CompileException {
        return new Java.ExpressionStatement(new Java.MethodInvocation(NOWHERE, target, method, arguments));
    }

    private void addMethod(Java.Modifier[] modifiers, String name, List<BlockStatement> statements) {
        Java.FunctionDeclarator.FormalParameters parameters = new Java.FunctionDeclarator.FormalParameters(
                NOWHERE,
                new Java.FunctionDeclarator.FormalParameter[] {
                    parameter(shape.facts(), FACTS), parameter(shape.verdicts(), VERDICT)
                },
                false);
        declaration.addDeclaredMethod(new Java.MethodDeclarator(
                NOWHERE,
                null,
                modifiers,
                null,
                new Java.PrimitiveType(NOWHERE, Java.Primitive.VOID),
                name,
                parameters,
                new Java.Type[0],
                null,
                statements));
    }

    private static Java.FunctionDeclarator.FormalParameter parameter(Class<?> type, String name) {
        return new Java.FunctionDeclarator.FormalParameter(NOWHERE, new Java.Modifier[0], type(type), name);
    }

    private static Java.Type type(Class<?> type) {
        return type(type.getName());
    }

    private static Java.Type type(String name) {
        return new Java.ReferenceType(NOWHERE, new Java.Annotation[0], name.split("\\."), null);
    }

    private static Java.Modifier[] modifiers(String... keywords) {
        return Stream.of(keywords)
                .map(keyword -> new Java.AccessModifier(keyword, NOWHERE))
                .toArray(Java.Modifier[]::new);
    }
}
