/** Step 4 of the walk: opinions are pooled, costed, ranked; every drop has a reason. */
package io.portcullis.engine.coordination;
