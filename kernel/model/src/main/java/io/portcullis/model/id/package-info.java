/** Typed identifiers: one tiny record each, so that two identifiers of different meaning never change places. */
package io.portcullis.model.id;
