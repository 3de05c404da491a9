package io.portcullis.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a PostgreSQL server is reached. Every wait has an end: a server that hangs never holds a thread for ever.
 *
 * @param host name or address; never anything else
 * @param port TCP port
 * @param database its name
 * @param tls when the connection is encrypted
 * @param authorities PEM file of the certificate authorities to trust; null for those that the Java platform trusts
 * @param connect how long a TCP connection may take
 * @param answer how long an answer may take before the connection is given up; longer than {@code statement}
 * @param statement how long the server works on one statement, waits for a lock or for our next statement before it gives up
 */
public record PostgresServer(
        String host,
        int port,
        String database,
        Tls tls,
        Path authorities,
        Duration connect,
        Duration answer,
        Duration statement) {

    static final String SSL_MODE = "sslmode";
    private static final String HOST = "[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*";
    private static final String NAME = "[A-Za-z0-9_]([A-Za-z0-9_.-]{0,62})";

    /** When a connection is encrypted. There is no way to talk to another machine in clear text. */
    public enum Tls {
        /** In clear text to this machine itself, verified to any other. */
        AUTO,
        /** Always, and the server's certificate and name are verified. */
        VERIFY_FULL
    }

    /** Refuses what could be anything but a host, a port, a name and spans of time. */
    public PostgresServer {
        if (!isHost(host) || !isName(database) || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("no PostgreSQL server: " + host + ":" + port + "/" + database);
        }
        if (connect.toSeconds() < 1 || answer.toSeconds() < 1 || statement.toMillis() < 1) {
            throw new IllegalArgumentException("the waits for PostgreSQL must be positive, in whole seconds, got "
                    + connect + ", " + answer + ", " + statement);
        }
        if (answer.compareTo(statement) <= 0) {
            throw new IllegalArgumentException(
                    "an answer must be waited for longer than a statement may take (" + statement + "), got " + answer);
        }
    }

    /** Whether a text is a host name or an address. */
    public static boolean isHost(String text) {
        return text.matches(HOST);
    }

    /** Whether a text is a database's or a user's name. */
    public static boolean isName(String text) {
        return text.matches(NAME);
    }

    /** True when the host is this machine, whatever its name service says. */
    public boolean loopback() {
        return host.equalsIgnoreCase("localhost") || host.equals("::1") || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    /** True when the connection is encrypted and verified. */
    public boolean encrypted() {
        return tls == Tls.VERIFY_FULL || !loopback();
    }

    String url() {
        String place = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return "jdbc:postgresql://" + place + ":" + port + "/" + database;
    }

    SortedMap<String, String> driver() {
        SortedMap<String, String> settings = new TreeMap<>();
        settings.put("ApplicationName", "portcullis");
        settings.put("connectTimeout", Long.toString(connect.toSeconds()));
        settings.put("loginTimeout", Long.toString(connect.toSeconds()));
        settings.put("tcpKeepAlive", "true");
        settings.put("gssEncMode", "disable");
        settings.put("reWriteBatchedInserts", "true");
        settings.putAll(waits(answer, statement));
        settings.put(SSL_MODE, encrypted() ? "verify-full" : "disable");
        if (encrypted() && authorities == null) {
            settings.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        } else if (encrypted()) {
            settings.put("sslrootcert", authorities.toString());
        }
        return settings;
    }

    /** How long the driver waits for an answer, and the server for a statement, a lock or our next statement. */
    static SortedMap<String, String> waits(Duration answer, Duration statement) {
        long millis = statement.toMillis();
        SortedMap<String, String> settings = new TreeMap<>();
        settings.put("socketTimeout", Long.toString(answer.toSeconds()));
        // the last one: a server that has not noticed that we are gone must not keep the projection's row locked
        settings.put(
                "options",
                "-c statement_timeout=" + millis + " -c lock_timeout=" + millis
                        + " -c idle_in_transaction_session_timeout=" + millis);
        return settings;
    }
}
