package io.portcullis.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
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

    /** Reads a journal; a last line that is still being written is left out. */
    static VenueJournal read(Path file) throws IOException {
        List<Order> orders = new ArrayList<>();
        List<Execution> fills = new ArrayList<>();
        String text = Files.readString(file);
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) {
            JsonNode json = Door.json(line);
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
        return new VenueJournal(orders, fills);
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
