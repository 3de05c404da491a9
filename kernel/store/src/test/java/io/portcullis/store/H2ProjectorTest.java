package io.portcullis.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class H2ProjectorTest extends ProjectorContract {
    @TempDir
    Path folder;

    @Override
    StoreConfig database() {
        return StoreConfig.embedded(folder);
    }
}
