package io.portcullis.host.access;

import static io.portcullis.host.access.Role.ADMIN;
import static io.portcullis.host.access.Role.APPROVER;
import static io.portcullis.host.access.Role.OFFICER;
import static io.portcullis.host.access.Role.OPERATOR;
import static io.portcullis.host.access.Role.VIEWER;

import java.util.EnumSet;
import java.util.Set;

/**
 * What can be permitted, and to whom: the one table behind every HTTP path and every MBean operation. What names none of these is
 * refused.
 */
public enum Permission {
    /** Read state: status, limits, rules, routes, plugins, metrics, MBean attributes. */
    VIEW(false, VIEWER, OFFICER, APPROVER, OPERATOR, ADMIN),
    /** Ask what the gate would say; nothing is recorded. */
    DECIDE(true, VIEWER, OFFICER, APPROVER, OPERATOR, ADMIN),
    /** Send orders. No role has it: whoever owns rules, plugins or users must not trade by the way. */
    ORDER(true),
    /** Withdraw an order, which only ever lowers risk. */
    CANCEL(true, OFFICER, OPERATOR),
    /** Make a rule pack judge. */
    ACTIVATE(false, OFFICER),
    /** Lower a limit for a while, which only ever tightens. */
    TIGHTEN(false, OFFICER),
    /** Be the second person: approve what somebody else asked for. */
    APPROVE(false, APPROVER),
    /** Refuse what was asked for, or take back what one asked for oneself: nothing is done by it. */
    REFUSE(false, OFFICER, APPROVER, OPERATOR),
    /** Stop trading. Everybody who answers for something may, because a kill too many costs less than one too late. */
    KILL(false, OFFICER, APPROVER, OPERATOR, ADMIN),
    /** Promise a sign of life, and put a scope at stake for it. */
    HEARTBEAT(true, OFFICER, APPROVER, OPERATOR, ADMIN),
    /**
     * Go on trading; in profile prod ask for it, and somebody else has to approve it. Not for who wrote the rules, and not for who
     * runs the machine.
     */
    RESUME(false, APPROVER, ADMIN),
    /** Ask that every position in a scope be closed. In profile prod somebody else has to approve it. */
    FLATTEN(false, OFFICER, APPROVER, OPERATOR, ADMIN),
    /** Read what helps to find a fault: versions, flags of the JVM, what its threads do. */
    SUPPORT(false, OPERATOR, ADMIN),
    /** Install and remove plugins. */
    PLUGINS(false, OPERATOR),
    /** Stop the server. */
    STOP(false, OPERATOR),
    /** Keep the list of users. */
    USERS(false, ADMIN),
    /** Look at oneself, log out, change one's own password: everybody who has a name here. */
    SELF(true, VIEWER, OFFICER, APPROVER, OPERATOR, ADMIN);

    private final boolean traders;
    private final Set<Role> roles;

    Permission(boolean traders, Role... roles) {
        this.traders = traders;
        this.roles = EnumSet.noneOf(Role.class);
        this.roles.addAll(Set.of(roles));
    }

    /** Whether this identity has it. */
    public boolean isGivenTo(Identity identity) {
        return (traders && !identity.traders().isEmpty())
                || identity.roles().stream().anyMatch(roles::contains);
    }

    /** Who has it, in words. */
    public String holders() {
        if (roles.isEmpty()) {
            return "an account that may send orders";
        }
        return (roles.size() == 1 ? "role " : "one of the roles ")
                + Role.text(roles)
                + (traders ? ", or an account that may send orders" : "");
    }
}
