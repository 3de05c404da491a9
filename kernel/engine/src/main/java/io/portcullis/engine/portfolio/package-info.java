/** Step 8 of the walk: money, positions and worst-case exposure as a fold of fills. */
package io.portcullis.engine.portfolio;
