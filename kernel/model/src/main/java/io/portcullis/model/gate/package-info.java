/** Step 6 and 9 of the walk: verdicts, reasons, the decision record, and the scopes of the kill switch. */
package io.portcullis.model.gate;
