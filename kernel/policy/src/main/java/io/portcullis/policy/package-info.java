/**
 * Drools behind the engine's policy port, in the order in which a pack lives: {@code pack} is what stands in a
 * folder, {@code language} is what a rule may say, {@code gate} compiles and judges, {@code cases} proves a pack
 * before it is activated.
 */
package io.portcullis.policy;
