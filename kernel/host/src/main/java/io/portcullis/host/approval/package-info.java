/**
 * Two people for one deed: a request waits in the log until somebody else approves or refuses it, or until its time is over. Whoever has
 * a deed that takes two people (a looser rule pack, a flatten, a resume) writes an {@link io.portcullis.host.approval.ApprovalKind} and
 * asks the {@link io.portcullis.host.approval.ApprovalDesk}; paths, commands and MBeans for the answers are here for all of them.
 */
package io.portcullis.host.approval;
