/**
 * Rules as one straight-line class. The class is put together as a syntax tree out of the typed tree of the rules, node by
 * node, and handed to the class file writer as that: there is no source text, so nothing that an officer wrote can become code.
 */
package io.portcullis.policy.program;
