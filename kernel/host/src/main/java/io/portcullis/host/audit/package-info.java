/**
 * Who did what: an append-only chain of lines for every call that takes more than looking, and for every attempt at one. It is
 * beside the event log, not part of it: what was refused never became an event.
 */
package io.portcullis.host.audit;
