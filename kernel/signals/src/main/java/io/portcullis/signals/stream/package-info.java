/** Stream compute on event time: windows, watermarks, sessions and the as-of join, as small classes without threads. */
package io.portcullis.signals.stream;
