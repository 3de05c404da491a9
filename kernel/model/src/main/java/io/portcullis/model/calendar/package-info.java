/** When an exchange is open: trading days, half days, and the instants of the open and the close. */
package io.portcullis.model.calendar;
