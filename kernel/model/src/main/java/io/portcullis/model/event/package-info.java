/** The events of the one durable log. Everything that decides is a function of these. */
package io.portcullis.model.event;
