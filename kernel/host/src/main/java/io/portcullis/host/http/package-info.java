/**
 * The HTTP API on 127.0.0.1: every path but /health asks for the admin token, every document is read strictly, and no caller
 * ever sees a stack trace. distribution/docs/api.md is its manual.
 */
package io.portcullis.host.http;
