package io.portcullis.policy.language;

import io.portcullis.policy.Finding;
import io.portcullis.policy.language.RuleParser.ParsedRule;
import io.portcullis.policy.language.RuleParser.PatternSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;
import org.kie.internal.builder.conf.LanguageLevelOption;

/**
 * The second reader: the rule engine's own parser. Everything that its descriptor can hold beyond plain rules must
 * be absent, and every rule, constraint and consequence must be the one that our parser saw. A file that the two
 * read differently means something else to its author than to us.
 */
final class DescriptorWalk {
    private final String file;
    private final List<Finding> findings;

    private DescriptorWalk(String file, List<Finding> findings) {
        this.file = file;
        this.findings = findings;
    }

    static void walk(String file, String text, List<ParsedRule> expected, List<Finding> findings) {
        DescriptorWalk walk = new DescriptorWalk(file, findings);
        DrlParser parser = new DrlParser(LanguageLevelOption.DRL6);
        try {
            PackageDescr descriptor = parser.parse(false, text);
            for (DroolsError error : parser.getErrors()) {
                int line = error.getLines().length > 0 ? error.getLines()[0] : 0;
                findings.add(Finding.at(file, line, error.getMessage()));
            }
            if (!parser.hasErrors()) {
                walk.packageDescriptor(descriptor, expected);
            }
        } catch (DroolsParserException | RuntimeException e) {
            findings.add(Finding.in(file, "the rule engine cannot read this file: " + e.getMessage()));
        }
    }

    private void packageDescriptor(PackageDescr descriptor, List<ParsedRule> expected) {
        Map<String, Collection<?>> foreign = new LinkedHashMap<>();
        foreign.put("import", descriptor.getImports());
        foreign.put("import function", descriptor.getFunctionImports());
        foreign.put("import accumulate", descriptor.getAccumulateImports());
        foreign.put("global", descriptor.getGlobals());
        foreign.put("attribute", descriptor.getAttributes());
        foreign.put("function", descriptor.getFunctions());
        foreign.put("declare", descriptor.getTypeDeclarations());
        foreign.put("declare entry-point", descriptor.getEntryPointDeclarations());
        foreign.put("declare window", descriptor.getWindowDeclarations());
        foreign.put("declare enum", descriptor.getEnumDeclarations());
        foreign.forEach(
                (what, found) -> require(found.isEmpty(), 0, "'" + what + "' is not part of the rule language"));
        require(
                descriptor.getName().isEmpty() && descriptor.getUnit() == null,
                0,
                "'package' and 'unit' are not part of the rule language");
        require(
                descriptor.getRules().size() == expected.size(),
                0,
                "the rule engine reads " + descriptor.getRules().size() + " rules here, we read " + expected.size());
        for (int i = 0; i < Math.min(expected.size(), descriptor.getRules().size()); i++) {
            rule(descriptor.getRules().get(i), expected.get(i));
        }
    }

    private void rule(RuleDescr rule, ParsedRule expected) {
        int line = rule.getLine();
        require(
                rule.getName().equals(expected.rule().id()),
                line,
                "the rule engine reads rule '" + rule.getName() + "', we read '"
                        + expected.rule().id() + "'");
        require(
                rule.isRule()
                        && rule.getAttributes().isEmpty()
                        && rule.getNamedConsequences().isEmpty()
                        && rule.getAnnotations().isEmpty()
                        && rule.getParentName() == null
                        && rule.getUnit() == null,
                line,
                "a rule has no attributes, annotations, parents or named consequences");
        require(
                squeezed(String.valueOf(rule.getConsequence())).equals(expected.consequence()),
                line,
                "the rule engine reads another right-hand side than we do");
        List<BaseDescr> descriptors = rule.getLhs().getDescrs();
        require(
                descriptors.size() == expected.patterns().size(),
                line,
                "the rule engine reads other conditions than we do");
        for (int i = 0; i < Math.min(descriptors.size(), expected.patterns().size()); i++) {
            if (descriptors.get(i).getClass() == PatternDescr.class) {
                pattern((PatternDescr) descriptors.get(i), expected.patterns().get(i));
            } else {
                require(false, descriptors.get(i).getLine(), "a rule's conditions are facts, nothing else");
            }
        }
    }

    private void pattern(PatternDescr pattern, PatternSource expected) {
        require(
                pattern.getObjectType().equals(expected.type())
                        && isBlank(pattern.getIdentifier())
                        && pattern.getSource() == null
                        && isEmpty(pattern.getBehaviors())
                        && isEmpty(pattern.getPositionalConstraints())
                        && pattern.getAnnotations().isEmpty()
                        && !pattern.isQuery()
                        && !pattern.isUnification(),
                pattern.getLine(),
                "a fact stands for itself: no names, sources, windows or positions");
        List<String> items = new ArrayList<>();
        for (BaseDescr each : pattern.getConstraint().getDescrs()) {
            boolean plain = each instanceof ExprConstraintDescr constraint
                    && constraint.getType() == ExprConstraintDescr.Type.NAMED;
            require(plain, each.getLine(), "a condition is an expression, nothing else");
            items.add(plain ? squeezed(((ExprConstraintDescr) each).getExpression()) : "");
        }
        require(items.equals(expected.items()), pattern.getLine(), "the rule engine reads other conditions than we do");
    }

    private void require(boolean holds, int line, String message) {
        if (!holds) {
            findings.add(Finding.at(file, line, message));
        }
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    private static boolean isEmpty(Collection<?> list) {
        return list == null || list.isEmpty();
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s", "");
    }
}
