/** The words of the product: immutable records, fixed-point values, typed identifiers and events. Depends on the JDK only. */
package io.portcullis.model;
