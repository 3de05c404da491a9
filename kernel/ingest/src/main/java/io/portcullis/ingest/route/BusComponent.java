package io.portcullis.ingest.route;

import jakarta.jms.ConnectionFactory;
import org.apache.camel.Exchange;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.component.jms.JmsConfiguration;
import org.apache.camel.spi.HeaderFilterStrategy;

/** The component {@code bus}: JMS on our own bus, with the settings that a route file cannot forget. */
final class BusComponent {
    private static final int RECEIVE_TIMEOUT_MILLIS = 250;
    private static final int RECOVERY_INTERVAL_MILLIS = 1_000;

    private BusComponent() {}

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
        JmsComponent component = new JmsComponent(config);
        component.setHeaderFilterStrategy(new OnlyOurHeaders());
        return component;
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
