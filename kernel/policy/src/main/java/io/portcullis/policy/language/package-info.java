/**
 * The rule language: a closed subset of DRL. A rule file is read twice, by the engine's own parser into a
 * descriptor and by ours into a typed tree; both must agree, and what Drools compiles is written anew from the
 * tree. An officer's text never reaches a compiler.
 */
package io.portcullis.policy.language;
