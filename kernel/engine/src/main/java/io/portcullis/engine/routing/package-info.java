/** Step 7 of the walk: which venue an order goes to. */
package io.portcullis.engine.routing;
