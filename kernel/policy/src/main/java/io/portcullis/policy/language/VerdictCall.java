package io.portcullis.policy.language;

import java.util.List;

/**
 * What a rule does when it fires.
 *
 * @param verdict deny, reduceTo, warn, reduceOnly or kill
 * @param scope for reduceOnly and kill: which part; empty otherwise
 * @param arguments fields or literals, all numbers
 */
public record VerdictCall(String verdict, String scope, List<Expression> arguments) {
    /** Copies the arguments. */
    public VerdictCall {
        arguments = List.copyOf(arguments);
    }

    /** Its Java inside a rule, where the facts are in a variable of that name. */
    String code(String ruleId, String facts) {
        StringBuilder call = new StringBuilder("    verdict." + verdict + "(\"" + ruleId + "\"");
        if (!scope.isEmpty()) {
            call.append(", \"").append(scope).append('"');
        }
        arguments.forEach(each -> call.append(", ").append(each.operand(facts)));
        return call.append(");\n").toString();
    }
}
