/** The agent {@code insider}: whether several insiders of an issuer bought its shares with their own money. */
package io.portcullis.agent.insider;
