/** Steps 2 to 4 of the walk: features, signals and opportunities. Numbers here are doubles, never money. */
package io.portcullis.model.signal;
