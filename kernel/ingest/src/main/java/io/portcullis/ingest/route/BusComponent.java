package io.portcullis.ingest.route;

import jakarta.jms.ConnectionFactory;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.component.jms.JmsConfiguration;
import org.apache.camel.spi.HeaderFilterStrategy;

/** The component {@code bus}: JMS on our own bus, with the settings that a route file cannot forget. */
final class BusComponent extends JmsComponent {
    /**
     * The broker refuses the others as well, but only when a message comes, and not in words that name the route
     * file.
     */
    private static final Pattern OPEN =
            Pattern.compile("topic:market|(queue:)?(decisions|dead-letter|route\\..+)|topic:route\\..+");

    private static final int RECEIVE_TIMEOUT_MILLIS = 250;
    private static final int RECOVERY_INTERVAL_MILLIS = 1_000;

    private BusComponent(JmsConfiguration config) {
        super(config);
    }

    static JmsComponent on(ConnectionFactory bus) {
        JmsConfiguration config = new JmsConfiguration(bus);
        // A route that fails gives its message back; after three attempts it is a dead letter.
        config.setTransacted(true);
        config.setLazyCreateTransactionManager(false);
        config.setMessageConverter(new TextOnly());
        config.setTransferExchange(false);
        config.setTransferException(false);
        config.setAllowSerializedHeaders(false);
        config.setReceiveTimeout(RECEIVE_TIMEOUT_MILLIS);
        config.setRecoveryInterval(RECOVERY_INTERVAL_MILLIS);
        JmsComponent component = new BusComponent(config);
        component.setHeaderFilterStrategy(new OnlyOurHeaders());
        return component;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String destination, Map<String, Object> options) throws Exception {
        if (!OPEN.matcher(destination).matches()) {
            throw new IllegalArgumentException(
                    "bus:" + destination + " is not open to routes; they may use topic:market,"
                            + " queue:decisions, queue:dead-letter and names of their own below route.");
        }
        return super.createEndpoint(uri, destination, options);
    }

    private static final class OnlyOurHeaders implements HeaderFilterStrategy {
        @Override
        public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
            return !HeaderAllowList.isOurs(name);
        }

        @Override
        public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
            return !HeaderAllowList.isOurs(name);
        }
    }
}
