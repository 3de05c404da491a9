package io.portcullis.ingest.bus;

import java.nio.file.Path;
import java.util.Objects;

/**
 * The bounds of the bus.
 *
 * @param folder where the journal lies
 * @param ringMessagesMax market events that wait for one subscriber before the oldest is dropped; up to 64 KiB
 *     more are on their way to it
 * @param inFlightMax market events between a blocking publisher and the sink; below the ring, so that none is dropped
 * @param handOffMax commands, decisions and dead letters that wait for the journal in memory
 * @param addressBytesMax memory for the messages of one address
 * @param pageBytesMax disk for the messages of one address that do not fit in memory
 * @param deadLettersMax dead letters kept on the bus; the files keep more
 * @param diskUsedPercentMax above this the journal takes nothing more
 */
public record BusSettings(
        Path folder,
        int ringMessagesMax,
        int inFlightMax,
        int handOffMax,
        long addressBytesMax,
        long pageBytesMax,
        int deadLettersMax,
        int diskUsedPercentMax) {
    private static final long MIB = 1024L * 1024;

    /** Refuses bounds that are not positive, and a blocking publisher that could overtake the ring. */
    public BusSettings {
        requirePositive("ringMessagesMax", ringMessagesMax);
        requirePositive("inFlightMax", inFlightMax);
        requirePositive("handOffMax", handOffMax);
        requirePositive("addressBytesMax", addressBytesMax);
        requirePositive("pageBytesMax", pageBytesMax);
        requirePositive("deadLettersMax", deadLettersMax);
        if (inFlightMax > ringMessagesMax) {
            throw new IllegalArgumentException(
                    "inFlightMax must not exceed ringMessagesMax " + ringMessagesMax + ", got " + inFlightMax);
        }
        if (diskUsedPercentMax < 1 || diskUsedPercentMax > 100) {
            throw new IllegalArgumentException("diskUsedPercentMax must be 1 to 100, got " + diskUsedPercentMax);
        }
    }

    /** The shipped bounds, with the journal in a folder such as {@code data/bus}. */
    public static BusSettings defaults(Path folder) {
        return new BusSettings(
                Objects.requireNonNull(folder, "folder"), 16_384, 4_096, 16_384, 64 * MIB, 512 * MIB, 10_000, 95);
    }

    /** The same bounds with other ones for market data. */
    public BusSettings withMarketBounds(int newRingMessagesMax, int newInFlightMax) {
        return new BusSettings(
                folder,
                newRingMessagesMax,
                newInFlightMax,
                handOffMax,
                addressBytesMax,
                pageBytesMax,
                deadLettersMax,
                diskUsedPercentMax);
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive, got " + value);
        }
    }
}
