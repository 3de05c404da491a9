package io.portcullis.host.cli;

import io.portcullis.host.config.Home;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** --data, the same for every command; {@link ServerOption} for those that ask a server. */
class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "data folder of the server (default: ${DEFAULT-VALUE})")
    private Path data;

    /** For commands that ask a server. */
    Home home() {
        return Home.ofData(data);
    }

    /** For commands that read the installation. */
    Home installation() {
        return Home.of(data);
    }
}
