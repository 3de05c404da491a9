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

    String drl(String ruleId) {
        StringBuilder call = new StringBuilder("    verdict." + verdict + "(\"" + ruleId + "\"");
        if (!scope.isEmpty()) {
            call.append(", \"").append(scope).append('"');
        }
        // No pattern is open on the right-hand side: every field is a variable there.
        arguments.forEach(each -> call.append(", ").append(each.operand("")));
        return call.append(");\n").toString();
    }
}
