/** The connector {@code edgar}: insider trades and annual statements from the SEC. */
package io.portcullis.connector.edgar;
