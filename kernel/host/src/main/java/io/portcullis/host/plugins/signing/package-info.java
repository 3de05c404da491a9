/**
 * Who vouches for a plugin: Ed25519 signatures over the exact bytes of a jar, detached in a text file beside it. The
 * cryptography is the JDK's; keys are PEM files, as openssl writes them.
 */
package io.portcullis.host.plugins.signing;
