/** The agent {@code undervalued}: what costs less than its sector and its own figures would justify. */
package io.portcullis.agent.undervalued;
