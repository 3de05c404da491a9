package io.portcullis.connector.datasets;

import io.portcullis.model.id.InstrumentId;

/** The files' symbols as our identifiers: taken over as they are. */
final class Symbols {
    private Symbols() {}

    static InstrumentId instrument(String symbol) throws BadRowException {
        if (symbol.isEmpty()) {
            throw new BadRowException("missing value: the symbol is empty");
        }
        try {
            return InstrumentId.of(symbol);
        } catch (IllegalArgumentException e) {
            throw new BadRowException("bad symbol: " + e.getMessage());
        }
    }
}
