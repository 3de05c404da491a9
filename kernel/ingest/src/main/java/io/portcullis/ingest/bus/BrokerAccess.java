package io.portcullis.ingest.bus;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnectorFactory;
import org.apache.activemq.artemis.core.remoting.impl.invm.TransportConstants;

/**
 * How the bus is reached inside this process: the same for every broker that it starts in its life, so that who was connected to
 * one finds the next. Never written anywhere: who is not in this process cannot reach the bus, and who is should use the right
 * user.
 *
 * @param serverId each bus of one process has a number of its own: tests run several
 * @param kernelPassword for the user who may do everything
 * @param routesPassword for the user under whom routes come
 */
record BrokerAccess(int serverId, String kernelPassword, String routesPassword) {
    private static final AtomicInteger SERVER_IDS = new AtomicInteger();
    private static final int PASSWORD_BYTES = 24;

    static BrokerAccess create() {
        return new BrokerAccess(SERVER_IDS.incrementAndGet(), password(), password());
    }

    private static String password() {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    TransportConfiguration connector() {
        return new TransportConfiguration(InVMConnectorFactory.class.getName(), inVm());
    }

    Map<String, Object> inVm() {
        return Map.of(TransportConstants.SERVER_ID_PROP_NAME, serverId);
    }

    /** Never the passwords. */
    @Override
    public String toString() {
        return "BrokerAccess[" + serverId + "]";
    }
}
