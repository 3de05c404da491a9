/** Step 2 of the walk: features under fixed names, the store that answers as of a time, and what the engine sees of a market. */
package io.portcullis.signals.feature;
