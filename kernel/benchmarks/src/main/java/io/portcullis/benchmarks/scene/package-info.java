/** What the measurements share: the repository's rule pack, a seeded market, and an engine over a log in memory. */
package io.portcullis.benchmarks.scene;
