/** Other people's systems on the same machine in the same run, each in a process of its own. */
package io.portcullis.benchmarks.peer;
