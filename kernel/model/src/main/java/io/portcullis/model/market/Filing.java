package io.portcullis.model.market;

import io.portcullis.model.id.InstrumentId;
import java.util.SortedMap;

/**
 * A regulatory filing, such as a Form 4.
 *
 * @param instrument the issuer
 * @param form the form's name
 * @param fields its fields by the source's names, as text
 * @param eventTimeNanos when what it reports happened
 * @param knownTimeNanos when it was accepted by the regulator
 */
public record Filing(
        InstrumentId instrument,
        String form,
        SortedMap<String, String> fields,
        long eventTimeNanos,
        long knownTimeNanos)
        implements MarketEvent {}
