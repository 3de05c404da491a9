/** The agent {@code macro}: what state the market and the economy are in, and who gains from it. */
package io.portcullis.agent.macro;
