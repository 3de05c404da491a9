package io.portcullis.spi;

import java.time.LocalDate;
import java.util.SortedMap;

/**
 * What a connector is asked for.
 *
 * @param source where: a path for files, empty for a generator
 * @param from first trading date that is wanted
 * @param to last trading date that is wanted; null for a stream that goes on live
 * @param historyDays trading days before {@code from} that are wanted too, to warm up
 * @param seed for connectors that generate
 * @param options the connector's own settings; never null
 */
public record StreamRequest(
        String source, LocalDate from, LocalDate to, int historyDays, long seed, SortedMap<String, String> options) {}
