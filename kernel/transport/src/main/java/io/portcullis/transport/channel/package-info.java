/** Orders on their last way: from the core thread to the venue's thread, past the kill switch, at most once. */
package io.portcullis.transport.channel;
