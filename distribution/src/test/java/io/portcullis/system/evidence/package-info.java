/**
 * Whether a back test is honest, judged from outside: a checker that reads what the run wrote, the raw data and the limits
 * table, and shares no code with the product; and the tests that try to catch the product, and the checker, lying.
 */
package io.portcullis.system.evidence;
