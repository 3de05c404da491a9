package io.portcullis.host.server;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A limit that shall be lowered for a while.
 *
 * @param limit its name, such as gross-max
 * @param scope as in limits.csv
 * @param value the most that shall be allowed
 * @param unit of the value; empty for the unit that {@code limits} shows
 * @param until when it ends by itself
 * @param reason why
 */
public record Tightening(String limit, String scope, BigDecimal value, String unit, Instant until, String reason) {}
