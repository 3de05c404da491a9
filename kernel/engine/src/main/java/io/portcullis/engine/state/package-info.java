/** How the engine's state becomes bytes: for snapshots, and for the hash by which two runs are compared. */
package io.portcullis.engine.state;
