/**
 * The past of a log: the engine's state as of any moment, from the newest snapshot before it and the events behind that. A fresh
 * engine each time, whose outputs go nowhere; the running one is never asked.
 */
package io.portcullis.host.timemachine;
