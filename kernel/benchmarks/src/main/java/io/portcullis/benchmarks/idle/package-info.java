/** What a server costs that has nothing to do; measured on the assembled distribution, from outside. */
package io.portcullis.benchmarks.idle;
