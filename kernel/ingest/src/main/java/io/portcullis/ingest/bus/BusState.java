package io.portcullis.ingest.bus;

/** Whether the bus carries anything. */
public enum BusState {
    /** It does. */
    UP,
    /** It failed or was closed; everything published is refused and counted until the host opens another one. */
    DOWN
}
