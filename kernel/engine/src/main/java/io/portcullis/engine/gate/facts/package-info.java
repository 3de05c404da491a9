/**
 * The facts that rules read: a stable, documented API. Numbers are doubles in account currency, shares, fractions, basis points
 * or seconds, as each getter says; NaN never reaches a rule, the gate refuses it before.
 */
package io.portcullis.engine.gate.facts;
