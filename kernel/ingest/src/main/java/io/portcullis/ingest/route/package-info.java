/** Camel: the routes in {@code routes/}, checked before they run and replaced one by one while the server runs. */
package io.portcullis.ingest.route;
