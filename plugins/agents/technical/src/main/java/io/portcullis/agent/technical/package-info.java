/** Reads charts: follows where there is a trend, leans against the last days where there is none. All it sees are features. */
package io.portcullis.agent.technical;
