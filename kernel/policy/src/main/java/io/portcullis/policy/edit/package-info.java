/** Says what an edit of a pack does: in words, with cases and orders that both packs have judged. */
package io.portcullis.policy.edit;
