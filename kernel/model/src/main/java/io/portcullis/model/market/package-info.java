/** Step 1 of the walk: facts about markets and issuers, each with the time it was true and the time it could be known. */
package io.portcullis.model.market;
