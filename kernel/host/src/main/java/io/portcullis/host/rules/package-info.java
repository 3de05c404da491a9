/** {@code rules check} and {@code rules try}: the policy room's own checker and judge, for people without a server. */
package io.portcullis.host.rules;
