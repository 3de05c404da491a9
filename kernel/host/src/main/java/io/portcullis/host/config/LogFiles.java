package io.portcullis.host.config;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import io.portcullis.host.logs.JsonLines;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** Where log lines go. Commands write warnings to standard error; what runs longer follows etc/logback.xml. */
public final class LogFiles {
    private LogFiles() {}

    /** Warnings and errors to standard error, nothing to files: for short commands, whose standard output is their answer. */
    public static void quiet() {
        LoggerContext context = context();
        context.reset();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%level %logger{0}: %replace(%msg){'[\\p{Cc}\u2028\u2029]+', ' '}%n%nopex");
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(encoder);
        console.start();
        ch.qos.logback.classic.Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(console);
        // Logs every start that fails with a stack trace; we say so ourselves, in one line.
        context.getLogger("io.javalin").setLevel(Level.OFF);
        // Would write whole statements, values included.
        context.getLogger("com.zaxxer.hikari").setLevel(Level.ERROR);
        context.getLogger("org.flywaydb.core.internal.database.base.Database").setLevel(Level.ERROR);
    }

    /**
     * Follows etc/logback.xml, in which {@code ${portcullis.logs}} is the given folder.
     *
     * @throws ConfigException when the file cannot be read
     */
    public static void open(Home home, Path folder) {
        Path file = home.etc().resolve("logback.xml");
        if (!Files.isRegularFile(file)) {
            quiet();
            return;
        }
        LoggerContext context = context();
        context.reset();
        context.putProperty("portcullis.logs", folder.toString());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(file.toFile());
        } catch (JoranException e) {
            quiet();
            throw new ConfigException(file + ": " + e.getMessage(), e);
        }
    }

    /** From now on each JSON line names this session. */
    public static void session(String id) {
        context().putProperty(JsonLines.SESSION, id);
    }

    /** Writes what is in line and lets go of the files; what is logged later goes nowhere. Twice is harmless. */
    public static void close() {
        context().stop();
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }
}
