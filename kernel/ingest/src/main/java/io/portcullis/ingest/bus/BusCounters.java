package io.portcullis.ingest.bus;

/**
 * What the bus did since it was opened.
 *
 * @param marketPublished market events accepted
 * @param marketDelivered market events handed to the sink
 * @param marketDropped market events that the ring lost because the sink was too slow, as gaps in the sequence that
 *     it saw
 * @param marketRefused market events not accepted because the bus was down
 * @param sinkFailures market events at which the sink threw
 * @param durableSent commands, decisions and dead letters on the journal
 * @param durableRefused those not accepted: the bus was down, the hand-off queue full, or the disk limit reached
 */
public record BusCounters(
        long marketPublished,
        long marketDelivered,
        long marketDropped,
        long marketRefused,
        long sinkFailures,
        long durableSent,
        long durableRefused) {
    static final BusCounters NONE = new BusCounters(0, 0, 0, 0, 0, 0, 0);

    BusCounters plus(BusCounters more) {
        return new BusCounters(
                marketPublished + more.marketPublished,
                marketDelivered + more.marketDelivered,
                marketDropped + more.marketDropped,
                marketRefused + more.marketRefused,
                sinkFailures + more.sinkFailures,
                durableSent + more.durableSent,
                durableRefused + more.durableRefused);
    }
}
