package io.portcullis.host.live;

import io.portcullis.policy.pack.PackContent;

/**
 * The files of a pack, wherever they were read.
 *
 * @param name what findings are said to be in; the pack's own name stands in its manifest
 * @param content the files
 */
record PackSource(String name, PackContent content) {}
