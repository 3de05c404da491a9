/** Events and venue commands as SBE frames, and back: nothing is believed before it is checked. */
package io.portcullis.transport.codec;
