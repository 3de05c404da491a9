/** The system tests: the real distribution in processes of its own, asked from outside as a user would. */
package io.portcullis.system;
