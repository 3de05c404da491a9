package io.portcullis.host.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What somebody is to this server. Sending orders is no role but a grant of its own, see {@link Identity#traders()}. */
public enum Role {
    /** Looks. */
    VIEWER,
    /** Owns rules and limits. */
    OFFICER,
    /** The second person: lifts what was stopped. */
    APPROVER,
    /** Runs the machine: plugins, routes, start and stop. */
    OPERATOR,
    /** Keeps the list of users. */
    ADMIN;

    /** As written in files and on the command line. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Inverts {@link #text()}.
     *
     * @throws IllegalArgumentException with the roles that there are
     */
    public static Role of(String text) {
        return Arrays.stream(values())
                .filter(role -> role.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' is no role; there are " + text(EnumSet.allOf(Role.class))));
    }

    /** Several, by commas. */
    static String text(Set<Role> roles) {
        return roles.stream().sorted().map(Role::text).collect(Collectors.joining(", "));
    }

    static Set<Role> of(Collection<String> texts) {
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        texts.forEach(text -> roles.add(of(text)));
        return roles;
    }
}
