package io.portcullis.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** A knock at a database's door, for those who only want to know whether somebody is there. Opens no pool and changes nothing. */
public final class DatabaseProbe {
    private static final int ANSWER_SECONDS_MAX = 1;

    private DatabaseProbe() {}

    /** Why a server's database cannot be used as it is configured, in one line; empty when it answers. */
    public static String problem(StoreConfig config) {
        Properties properties = new Properties();
        properties.putAll(config.driver());
        properties.setProperty("user", config.user());
        properties.setProperty("password", config.password());
        try (Connection connection = DriverManager.getConnection(config.url(), properties)) {
            return connection.isValid(ANSWER_SECONDS_MAX) ? "" : "no answer within " + ANSWER_SECONDS_MAX + " s";
        } catch (SQLException e) {
            return Failures.line(e);
        }
    }
}
