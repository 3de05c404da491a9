package io.portcullis.host.http;

import com.codahale.metrics.MetricRegistry;
import io.portcullis.host.access.Doorkeeper;
import io.portcullis.host.audit.AuditTrail;
import io.portcullis.host.console.Console;
import io.portcullis.host.server.PluginAdmin;
import io.portcullis.host.server.ServerApi;
import io.portcullis.host.support.Diagnosis;

/**
 * What the HTTP server leads to.
 *
 * @param api the session
 * @param plugins its plugins
 * @param diagnosis what the doctor and the support bundle say of it
 * @param metrics its metrics
 * @param doorkeeper tells who asks
 * @param audit writes down what they do
 * @param console the MBeans behind /jolokia
 */
record Doors(
        ServerApi api,
        PluginAdmin plugins,
        Diagnosis diagnosis,
        MetricRegistry metrics,
        Doorkeeper doorkeeper,
        AuditTrail audit,
        Console console) {}
