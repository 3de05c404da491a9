/**
 * A market that fills from daily bars or quotes, with fees, partial fills, latency and halts; in process or as a process of its
 * own.
 *
 * <p>{@code Exchange} is the market itself, deterministic and single-threaded. {@code SimulatedVenue} puts it behind the SPI,
 * {@code SimulatedVenueProcess} behind a socket and a journal, and {@code RemoteVenue} is the SPI's side of that socket.
 */
package io.portcullis.venue.simulated;
