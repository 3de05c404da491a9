/**
 * The one durable log as a port: what is appended by any thread is handed to the core thread in one total order, and only
 * once it is recorded. Rooms: {@code archive} (the default log, on Aeron Archive), {@code codec} (events and commands as SBE
 * frames), {@code snapshot} (state on disk), {@code channel} (orders to a venue, at most once).
 */
package io.portcullis.transport;
