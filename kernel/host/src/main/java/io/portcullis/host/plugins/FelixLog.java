package io.portcullis.host.plugins;

import org.apache.felix.framework.Logger;
import org.slf4j.LoggerFactory;

/** The framework's own messages, to our log instead of standard output. */
final class FelixLog extends Logger {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger("io.portcullis.host.plugins.felix");

    @Override
    protected void doLog(int level, String message, Throwable error) {
        if (level <= LOG_ERROR) {
            // What fails here fails for one plugin, and the deployer reports that with a reason of its own.
            LOG.info("{}", message, error);
        } else {
            LOG.debug("{}", message, error);
        }
    }
}
