/** Reads daily bars from a csv file. A row that cannot be used is put aside with its line and reason; the rest goes on. */
package com.example.connector.pluginname;
