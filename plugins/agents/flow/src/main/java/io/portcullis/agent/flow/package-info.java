/** The agent {@code flow}: who presses harder at the top of the book, and what is bought in options. */
package io.portcullis.agent.flow;
