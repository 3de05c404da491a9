/**
 * Who may do what: roles and permissions in one table, the users with their password hashes, session tokens, and the door that
 * checks them. HTTP and MBeans ask here and decide nothing themselves.
 */
package io.portcullis.host.access;
