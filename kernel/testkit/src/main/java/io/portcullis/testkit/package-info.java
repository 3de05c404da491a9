/**
 * Fakes, builders, a manual clock and one contract test per SPI interface: for our own tests and for those of plugin authors.
 */
package io.portcullis.testkit;
