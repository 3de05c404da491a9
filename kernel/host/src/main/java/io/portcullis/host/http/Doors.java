package io.portcullis.host.http;

import com.codahale.metrics.MetricRegistry;
import io.portcullis.host.access.Doorkeeper;
import io.portcullis.host.audit.AuditTrail;
import io.portcullis.host.console.Console;
import io.portcullis.host.server.PluginAdmin;
import io.portcullis.host.server.ServerApi;

/**
 * What the HTTP server leads to.
 *
 * @param api the session
 * @param plugins its plugins
 * @param metrics its metrics
 * @param doorkeeper tells who asks
 * @param audit writes down what they do
 * @param console the MBeans behind /jolokia
 */
record Doors(
        ServerApi api,
        PluginAdmin plugins,
        MetricRegistry metrics,
        Doorkeeper doorkeeper,
        AuditTrail audit,
        Console console) {}
