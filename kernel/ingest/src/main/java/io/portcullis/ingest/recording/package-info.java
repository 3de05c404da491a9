/** Market data kept and joined: recordings in Parquet that a session can be replayed from, and history before a live stream. */
package io.portcullis.ingest.recording;
