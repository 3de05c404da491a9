/** What one person asks for and another has to approve. */
package io.portcullis.model.approval;
