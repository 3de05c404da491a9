/** The agent {@code value}: what is cheap by three yields and whose books are getting better. */
package io.portcullis.agent.value;
