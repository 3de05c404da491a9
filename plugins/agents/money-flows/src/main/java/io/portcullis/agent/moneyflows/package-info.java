/** Asks whether money flows in or out. Keeps its own bars: copy me for an agent that needs more than the features there are. */
package io.portcullis.agent.moneyflows;
