/**
 * The walk in numbers. Families and what they mean stand in {@link io.portcullis.host.metrics.Family} and, for people, in
 * distribution/docs/metrics.md; a test keeps the two and the live page together.
 */
package io.portcullis.host.metrics;
