package io.portcullis.host.access;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Somebody whose name was proven.
 *
 * @param name under which everything they do is recorded
 * @param roles what they are
 * @param traders as whom they may send orders; empty for nobody, {@link #ANY_TRADER} for everybody
 */
public record Identity(String name, Set<Role> roles, Set<String> traders) {
    /** In {@link #traders()}: orders may name any trader. */
    public static final String ANY_TRADER = "*";

    /** Who holds the token of the data folder: the way in before there are users. May do everything. */
    static final Identity BOOTSTRAP = new Identity("admin", EnumSet.allOf(Role.class), Set.of(ANY_TRADER));

    /** Copies. */
    public Identity {
        roles = Set.copyOf(roles);
        traders = Set.copyOf(traders);
    }

    /** Whether they may do this. */
    public boolean may(Permission permission) {
        return permission.isGivenTo(this);
    }

    /** Whether their orders may be attributed to this trader. */
    public boolean mayTradeAs(String trader) {
        return traders.contains(trader) || traders.contains(ANY_TRADER);
    }

    /** Roles and grant in words, such as {@code officer} or {@code viewer, orders as ann}. */
    public String standing() {
        String orders = traders.isEmpty() ? "" : "orders as " + String.join(", ", new TreeSet<>(traders));
        if (roles.isEmpty()) {
            return orders;
        }
        return Role.text(roles) + (orders.isEmpty() ? "" : ", " + orders);
    }
}
