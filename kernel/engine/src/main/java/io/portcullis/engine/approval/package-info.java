/** What waits for a second person. No decision of the engine depends on it; it stands here because it must survive whatever the books survive. */
package io.portcullis.engine.approval;
