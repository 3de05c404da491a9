/** Steps 7 and 8 of the walk: orders from judgement to end, and the desk that applies what venues report. */
package io.portcullis.engine.order;
