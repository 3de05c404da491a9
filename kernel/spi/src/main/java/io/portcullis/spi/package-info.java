/**
 * What a plugin implements: {@link io.portcullis.spi.Agent}, {@link io.portcullis.spi.Venue} and
 * {@link io.portcullis.spi.Connector}. Depends on the model and the JDK, nothing else.
 */
package io.portcullis.spi;
