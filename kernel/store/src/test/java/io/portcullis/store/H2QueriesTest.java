package io.portcullis.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class H2QueriesTest extends QueriesContract {
    @TempDir
    static Path folder;

    @Override
    StoreConfig database() {
        return StoreConfig.embedded(folder);
    }
}
