package io.portcullis.host.server;

/**
 * A limit and what is used of it.
 *
 * @param name the limit's name in limits.csv, such as grossMax
 * @param scope what it applies to, such as {@code global} or {@code sector:Energy}
 * @param unit of the three numbers
 * @param limit what is allowed; null when it is not set, which refuses every order that needs it
 * @param used what is used now, pending orders included; null when it is not a running total
 * @param headroom limit less used; null when either is
 */
public record LimitView(String name, String scope, String unit, Double limit, Double used, Double headroom) {}
