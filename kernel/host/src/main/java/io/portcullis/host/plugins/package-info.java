/**
 * The only place that knows OSGi: an embedded framework for plugins, our own deployer, and the registry of what they offer.
 * A plugin that throws, hangs or is broken is out; nothing else is.
 */
package io.portcullis.host.plugins;
