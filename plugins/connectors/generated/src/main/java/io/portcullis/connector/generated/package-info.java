/** A market that does not exist: seeded, the same bits for the same seed, for demonstrations, tests and live sessions. */
package io.portcullis.connector.generated;
