package io.portcullis.ingest.route;

import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.LanguageResolver;

/** Makes Camel contexts: the live one, and the scratch ones in which a file is tried, with the same names in both. */
final class RouteContexts {
    private static final int STOP_TIMEOUT_SECONDS = 5;
    /** A caller waits as long for a route that is being replaced; Camel's default of 30 s would stall it. */
    private static final int DIRECT_TIMEOUT_MILLIS = 1_000;

    private final Path data;
    private final ConnectionFactory bus;

    /** @param bus null when there is none: then {@code bus} is an unknown component */
    RouteContexts(Path data, ConnectionFactory bus) {
        this.data = data.toAbsolutePath().normalize();
        this.bus = bus;
    }

    DefaultCamelContext create(String name) {
        DefaultCamelContext context = new DefaultCamelContext(false);
        context.getCamelContextExtension().setName(name);
        context.disableJMX();
        context.setSourceLocationEnabled(true);
        context.setLoadTypeConverters(false);
        context.setAllowUseOriginalMessage(false);
        context.getShutdownStrategy().setTimeout(STOP_TIMEOUT_SECONDS);
        context.getPropertiesComponent()
                .addInitialProperty("portcullis.data", data.toString().replace('\\', '/'));
        admit(context);
        return context;
    }

    private void admit(DefaultCamelContext context) {
        Admitted admitted = new Admitted();
        ExtendedCamelContext extension = context.getCamelContextExtension();
        extension.addContextPlugin(ComponentResolver.class, admitted);
        extension.addContextPlugin(LanguageResolver.class, admitted);
        context.addComponent("file", new JailedFiles(List.of(data.resolve("inbox"), data.resolve("out"))));
        DirectComponent direct = new DirectComponent();
        direct.setTimeout(DIRECT_TIMEOUT_MILLIS);
        context.addComponent("direct", direct);
        if (bus != null) {
            context.addComponent("bus", BusComponent.on(bus));
        }
    }
}
