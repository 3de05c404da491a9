/**
 * {@code rules check} and {@code rules try}: the policy room's own checker and judge, for people without a server. And where a data folder
 * keeps the packs that were compiled for it.
 */
package io.portcullis.host.rules;
