/** What the server says in words: lines for people, lines for machines, and the identifier that ties them together. */
package io.portcullis.host.logs;
