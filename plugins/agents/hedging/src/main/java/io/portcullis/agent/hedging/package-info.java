/** The agent {@code hedging}: how much of which hedging instrument takes most risk out of a name. */
package io.portcullis.agent.hedging;
