/** Steps 5, 7 and 8 of the walk: intents, orders towards venues, reports and fills, in the words of FIX. */
package io.portcullis.model.order;
