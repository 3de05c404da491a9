/** What somebody needs who helps from afar, and nothing that would let them in. */
package io.portcullis.host.support;
