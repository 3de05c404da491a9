/** Step 5 of the walk: how much. A double becomes fixed point here, once. */
package io.portcullis.engine.sizing;
