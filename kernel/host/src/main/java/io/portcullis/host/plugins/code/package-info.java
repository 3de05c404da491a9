/**
 * Reads the byte code of a plugin before it runs, and says what no plugin may do: end or change the process, step out of
 * its class loader, call what cannot be read here. It is a fence, not a cage: plugins/README.md lists what it cannot stop.
 */
package io.portcullis.host.plugins.code;
