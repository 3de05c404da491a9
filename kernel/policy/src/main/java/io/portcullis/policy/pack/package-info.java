/** What a rule pack is made of: its files and their hash, the manifest, the limits and the restricted list. */
package io.portcullis.policy.pack;
