package io.portcullis.host.logs;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.util.stream.Collectors;

/** {@code %trace} in a pattern: a stack trace of which every line is indented, so that none of it looks like a line of its own. */
public final class IndentedTrace extends ThrowableProxyConverter {
    private static final int LINES_MAX = 200;

    @Override
    protected String throwableProxyToString(IThrowableProxy thrown) {
        return super.throwableProxyToString(thrown)
                .lines()
                .limit(LINES_MAX)
                .map(line -> "    | " + OneLine.of(line.stripTrailing().replace("\t", "  ")))
                .collect(Collectors.joining(System.lineSeparator(), "", System.lineSeparator()));
    }
}
