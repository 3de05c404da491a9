/**
 * What makes a start quick: the class archive, which spares the JVM to read, check and lay out the classes of a server that it
 * has read a hundred times before.
 */
package io.portcullis.host.startup;
