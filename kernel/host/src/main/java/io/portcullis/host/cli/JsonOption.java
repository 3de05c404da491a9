package io.portcullis.host.cli;

import picocli.CommandLine.Option;

/** --json, the same for every command. */
final class JsonOption {
    @Option(names = "--json", description = "answer with one JSON document on standard output")
    private boolean json;

    boolean isOn() {
        return json;
    }
}
