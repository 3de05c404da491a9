/** Fixed-point values: the types whose names carry the arithmetic. Signals and features are doubles; money never is. */
package io.portcullis.model.value;
