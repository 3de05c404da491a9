package io.portcullis.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the venue wrote down: the judge of what we say about ourselves.
 *
 * @param orders in the order of their arrival, copies included
 * @param fills in their order
 */
record VenueJournal(List<Order> orders, List<Execution> fills) {
    /**
     * An order as the venue received it.
     *
     * @param id ours
     * @param receivedAtEpochNanos when, on the venue's clock
     */
    record Order(String id, long receivedAtEpochNanos) {}

    /**
     * An execution, by whomever told.
     *
     * @param execId the venue's id
     * @param orderId our order
     * @param instrument what
     * @param quantity shares, negative when sold
     * @param price of one
     */
    record Execution(String execId, String orderId, String instrument, BigDecimal quantity, BigDecimal price) {
        Execution {
            quantity = quantity.stripTrailingZeros();
            price = price.stripTrailingZeros();
        }
    }

    /** Reads a file that grows, each time from where it stopped: it is looked at twenty times a second. Thread-safe. */
    static final class Reader {
        private final Path file;
        private final List<Order> orders = new ArrayList<>();
        private final List<Execution> fills = new ArrayList<>();
        private long position;

        Reader(Path file) {
            this.file = file;
        }

        /** All that was written so far; a last line that is still being written is left for the next time. */
        synchronized VenueJournal read() throws IOException {
            String more = unread();
            String whole = more.substring(0, more.lastIndexOf('\n') + 1);
            whole.lines().forEach(line -> take(Door.json(line)));
            position += whole.getBytes(StandardCharsets.UTF_8).length;
            return new VenueJournal(List.copyOf(orders), List.copyOf(fills));
        }

        private String unread() throws IOException {
            try (InputStream in = Files.newInputStream(file)) {
                in.skipNBytes(position);
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }

        private void take(JsonNode json) {
            switch (json.path("kind").asText()) {
                case "order" ->
                    orders.add(new Order(
                            json.path("orderId").asText(),
                            json.path("receivedAtEpochNanos").asLong()));
                case "filled" -> fills.add(execution(json));
                default -> {
                    // acceptances, cancels and the like are not judged
                }
            }
        }
    }

    private static Execution execution(JsonNode json) {
        BigDecimal quantity = new BigDecimal(json.path("quantity").asText());
        boolean sold = json.path("side").asText().equals("SELL");
        return new Execution(
                json.path("execId").asText(),
                json.path("orderId").asText(),
                json.path("instrument").asText(),
                sold ? quantity.negate() : quantity,
                new BigDecimal(json.path("price").asText()));
    }
}
