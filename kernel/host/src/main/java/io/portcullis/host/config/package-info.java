/** Where things lie, and what the files in etc/ say: every key typed, bounded, documented, and refused when unknown. */
package io.portcullis.host.config;
