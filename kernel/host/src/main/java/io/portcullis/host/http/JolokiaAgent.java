package io.portcullis.host.http;

import io.portcullis.host.access.Caller;
import io.portcullis.host.access.CurrentCaller;
import io.portcullis.host.console.Console;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.management.ObjectName;
import org.jolokia.core.api.LogHandler;
import org.jolokia.json.JSONStructure;
import org.jolokia.server.core.config.ConfigKey;
import org.jolokia.server.core.config.Configuration;
import org.jolokia.server.core.http.HttpRequestHandler;
import org.jolokia.server.core.restrictor.DenyAllRestrictor;
import org.jolokia.server.core.service.JolokiaServiceManagerFactory;
import org.jolokia.server.core.service.api.JolokiaServiceManager;
import org.jolokia.server.core.service.api.SecurityDetails;
import org.jolokia.server.core.util.HttpMethod;
import org.jolokia.server.core.util.RequestType;
import org.jolokia.service.jmx.LocalRequestHandler;
import org.jolokia.service.serializer.JolokiaSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jolokia without its servlet: no GET, no CORS, no services found on the class path, so none that asks another server, and no
 * settings from the environment. Started by the first request.
 */
final class JolokiaAgent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JolokiaAgent.class);
    private static final int FIRST = 10;

    private final Console console;
    private JolokiaServiceManager manager;
    private HttpRequestHandler handler;

    JolokiaAgent(Console console) {
        this.console = console;
    }

    /** Answers a document in somebody's name. */
    JSONStructure answer(String document, Caller caller) throws Exception {
        HttpRequestHandler jolokia = started();
        return CurrentCaller.as(
                caller,
                () -> jolokia.handlePostRequest(
                        "/jolokia",
                        new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)),
                        "UTF-8",
                        Map.of()));
    }

    private synchronized HttpRequestHandler started() {
        if (handler == null) {
            manager = JolokiaServiceManagerFactory.createJolokiaServiceManager(
                    new Fixed(), new Quiet(), new Restrictions(console));
            manager.addService(new LocalRequestHandler(FIRST));
            manager.addService(new JolokiaSerializer(FIRST, false));
            handler = new HttpRequestHandler(manager.start());
        }
        return handler;
    }

    @Override
    public synchronized void close() {
        if (manager != null) {
            manager.stop();
            manager = null;
            handler = null;
        }
    }

    /** The same answers as the door before it, should something ever come past that door. */
    private static final class Restrictions extends DenyAllRestrictor {
        private static final Set<RequestType> TYPES =
                EnumSet.of(RequestType.READ, RequestType.EXEC, RequestType.LIST, RequestType.SEARCH);

        private final Console console;

        Restrictions(Console console) {
            this.console = console;
        }

        @Override
        public boolean isHttpMethodAllowed(HttpMethod method) {
            return method == HttpMethod.POST;
        }

        @Override
        public boolean isTypeAllowed(RequestType type) {
            return TYPES.contains(type);
        }

        @Override
        public boolean isAttributeReadAllowed(ObjectName name, String attribute) {
            return console.shows(name);
        }

        @Override
        public boolean isOperationAllowed(ObjectName name, String operation) {
            return console.needs(name, operation)
                    .filter(needed -> CurrentCaller.find()
                            .filter(caller -> caller.identity().may(needed))
                            .isPresent())
                    .isPresent();
        }

        @Override
        public boolean isObjectNameHidden(ObjectName name) {
            return !console.shows(name);
        }
    }

    /** Written here and nowhere else: Jolokia's own class lets environment variables win. */
    private static final class Fixed implements Configuration {
        private static final Map<ConfigKey, String> VALUES = Map.of(
                ConfigKey.AGENT_ID, "portcullis",
                ConfigKey.ALLOW_ERROR_DETAILS, "false",
                ConfigKey.INCLUDE_STACKTRACE, "false",
                ConfigKey.SERIALIZE_EXCEPTION, "false",
                ConfigKey.INCLUDE_REQUEST, "false",
                ConfigKey.DISABLE_DETECTORS, "true",
                ConfigKey.DISCOVERY_ENABLED, "false",
                ConfigKey.MAX_DEPTH, "8",
                ConfigKey.MAX_COLLECTION_SIZE, "10000",
                ConfigKey.MAX_OBJECTS, "100000");

        private final SecurityDetails security = new SecurityDetails();

        @Override
        public String getConfig(ConfigKey key) {
            return VALUES.getOrDefault(key, key.getDefaultValue());
        }

        @Override
        public Set<ConfigKey> getConfigKeys() {
            return new TreeSet<>(VALUES.keySet());
        }

        @Override
        public boolean containsKey(ConfigKey key) {
            return VALUES.containsKey(key);
        }

        @Override
        public Map<String, String> getNetworkConfig() {
            return Map.of();
        }

        @Override
        public SecurityDetails getSecurityDetails() {
            return security;
        }
    }

    /** What fails here is told to the caller; the log gets it when somebody turns it up. */
    private static final class Quiet implements LogHandler {
        @Override
        public void debug(String message) {
            LOG.trace(message);
        }

        @Override
        public void info(String message) {
            LOG.debug(message);
        }

        @Override
        public void error(String message, Throwable problem) {
            LOG.debug(message, problem);
        }

        @Override
        public boolean isDebug() {
            return false;
        }
    }
}
