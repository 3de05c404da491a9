/**
 * Whether a server can stand where it is to stand: the machine, the JVM, the folders, the settings. Reads and says; changes
 * nothing but one small file that it writes to see that it can, and takes away again.
 */
package io.portcullis.host.doctor;
