package io.portcullis.ingest.bus;

import java.util.Set;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.settings.impl.PageFullMessagePolicy;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.apache.activemq.artemis.utils.critical.CriticalAnalyzerPolicy;

/**
 * The embedded Artemis server: one acceptor inside the virtual machine, no socket, two users.
 *
 * <p>The kernel may do everything. Routes are edited by operators and carry what others send, so they may only
 * subscribe to
 * market data, take decisions and dead letters, and use addresses of their own below {@code route.}; what goes to the
 * kernel
 * has to pass the checked entries ({@code direct:market}, {@code direct:command}).
 */
final class Broker {
    static final String KERNEL_USER = "kernel";
    static final String ROUTES_USER = "routes";
    static final String KERNEL_QUEUE = "market.kernel";

    private static final int DELIVERY_ATTEMPTS_MAX = 3;
    private static final int JOURNAL_FILE_BYTES = 1024 * 1024;
    /** The default of 3.3 ms between two syncs costs a factor of five with one publisher. */
    private static final int JOURNAL_BUFFER_TIMEOUT_NANOS = 100_000;

    private static final int LOCK_TIMEOUT_MILLIS = 1_000;

    private final BusSettings settings;
    private final BrokerAccess access;
    private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();

    Broker(BusSettings settings, BrokerAccess access) {
        this.settings = settings;
        this.access = access;
    }

    void start() throws Exception {
        server.setConfiguration(configuration());
        server.setSecurityManager(securityManager());
        server.start();
        if (!server.getActiveMQServer().isActive()) {
            throw new IllegalStateException("the broker did not become active; is " + settings.folder() + " in use?");
        }
    }

    void stop() throws Exception {
        server.stop();
    }

    private ActiveMQJAASSecurityManager securityManager() {
        SecurityConfiguration users = new SecurityConfiguration();
        users.addUser(KERNEL_USER, access.kernelPassword());
        users.addRole(KERNEL_USER, KERNEL_USER);
        users.addUser(ROUTES_USER, access.routesPassword());
        users.addRole(ROUTES_USER, ROUTES_USER);
        return new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users);
    }

    Configuration configuration() throws Exception {
        ConfigurationImpl config = new ConfigurationImpl();
        config.setName("portcullis-" + access.serverId());
        config.addAcceptorConfiguration(
                new TransportConfiguration(InVMAcceptorFactory.class.getName(), access.inVm(), "in-vm"));
        config.setJMXManagementEnabled(false);
        config.setResolveProtocols(false);
        config.setCriticalAnalyzerPolicy(CriticalAnalyzerPolicy.SHUTDOWN);
        config.setMaxDiskUsage(settings.diskUsedPercentMax());
        config.setGlobalMaxSize(4 * settings.addressBytesMax());
        journal(config);
        permissions(config);
        addresses(config);
        return config;
    }

    private void journal(ConfigurationImpl config) {
        config.setPersistenceEnabled(true);
        config.setJournalType(JournalType.NIO);
        config.setJournalFileSize(JOURNAL_FILE_BYTES);
        config.setJournalMinFiles(2);
        config.setJournalBufferTimeout_NIO(JOURNAL_BUFFER_TIMEOUT_NANOS);
        config.setJournalLockAcquisitionTimeout(LOCK_TIMEOUT_MILLIS);
        config.setJournalDirectory(folder("journal"));
        config.setBindingsDirectory(folder("bindings"));
        config.setPagingDirectory(folder("paging"));
        config.setLargeMessagesDirectory(folder("large-messages"));
    }

    private String folder(String name) {
        return settings.folder().toAbsolutePath().resolve(name).toString();
    }

    private static void permissions(ConfigurationImpl config) {
        config.setSecurityEnabled(true);
        Role kernel = new Role(KERNEL_USER, true, true, true, true, true, true, true, true, true, true, true, true);
        config.putSecurityRoles("#", Set.of(kernel));
        config.putSecurityRoles(BusAddress.MARKET.text(), Set.of(kernel, listener(true)));
        config.putSecurityRoles(BusAddress.DECISIONS.text(), Set.of(kernel, listener(false)));
        config.putSecurityRoles(BusAddress.DEAD_LETTER.text(), Set.of(kernel, listener(false)));
        config.putSecurityRoles(BusAddress.ALERTS.text(), Set.of(kernel, listener(false)));
        config.putSecurityRoles("route.#", Set.of(kernel, owner()));
    }

    /**
     * @param subscribes true for a topic, where each listener makes a queue of its own that lives as long as it
     * listens
     */
    private static Role listener(boolean subscribes) {
        return new Role(
                ROUTES_USER,
                false,
                true,
                false,
                false,
                subscribes,
                subscribes,
                false,
                true,
                false,
                false,
                false,
                false);
    }

    private static Role owner() {
        return new Role(ROUTES_USER, true, true, true, true, true, true, false, true, true, true, false, false);
    }

    private void addresses(ConfigurationImpl config) {
        config.addAddressSetting("#", journalled());
        config.addAddressSetting(BusAddress.MARKET.text(), inMemoryRing());
        config.addAddressSetting(
                BusAddress.DEAD_LETTER.text(), journalled().setDefaultRingSize(settings.deadLettersMax()));
        config.addAddressSetting(BusAddress.ALERTS.text(), journalled().setDefaultRingSize(settings.deadLettersMax()));
        config.addAddressSetting(
                "route.#", journalled().setAutoCreateAddresses(true).setAutoCreateQueues(true));

        config.addAddressConfiguration(new CoreAddressConfiguration()
                .setName(BusAddress.MARKET.text())
                .addRoutingType(RoutingType.MULTICAST)
                .addQueueConfig(QueueConfiguration.of(KERNEL_QUEUE)
                        .setAddress(BusAddress.MARKET.text())
                        .setRoutingType(RoutingType.MULTICAST)
                        .setDurable(false)
                        .setMaxConsumers(1)
                        .setRingSize((long) settings.ringMessagesMax())));
        config.addAddressConfiguration(queue(BusAddress.COMMANDS));
        config.addAddressConfiguration(queue(BusAddress.DECISIONS));
        config.addAddressConfiguration(queue(BusAddress.DEAD_LETTER));
        config.addAddressConfiguration(queue(BusAddress.ALERTS));
    }

    private static CoreAddressConfiguration queue(BusAddress address) {
        return new CoreAddressConfiguration()
                .setName(address.text())
                .addRoutingType(RoutingType.ANYCAST)
                .addQueueConfig(QueueConfiguration.of(address.text())
                        .setAddress(address.text())
                        .setRoutingType(RoutingType.ANYCAST)
                        .setDurable(true));
    }

    private AddressSettings journalled() {
        return new AddressSettings()
                .setAutoCreateAddresses(false)
                .setAutoCreateQueues(false)
                .setAutoCreateDeadLetterResources(false)
                .setDeadLetterAddress(SimpleString.of(BusAddress.DEAD_LETTER.text()))
                .setExpiryAddress(SimpleString.of(BusAddress.DEAD_LETTER.text()))
                .setMaxDeliveryAttempts(DELIVERY_ATTEMPTS_MAX)
                .setMaxSizeBytes(settings.addressBytesMax())
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setPageLimitBytes(settings.pageBytesMax())
                .setPageFullMessagePolicy(PageFullMessagePolicy.FAIL);
    }

    /** The ring of each queue bounds the messages; the bytes are a last resort that drops the newest. */
    private AddressSettings inMemoryRing() {
        return new AddressSettings()
                .setAutoCreateAddresses(false)
                .setAutoCreateQueues(true)
                .setDefaultRingSize(settings.ringMessagesMax())
                .setExpiryAddress(SimpleString.of(BusAddress.DEAD_LETTER.text()))
                .setMaxSizeBytes(settings.addressBytesMax())
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.DROP);
    }
}
