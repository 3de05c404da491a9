/** Fills at the next opening. It never sends an order on its own, and knows what became of each one that it was given. */
package com.example.venue.pluginname;
