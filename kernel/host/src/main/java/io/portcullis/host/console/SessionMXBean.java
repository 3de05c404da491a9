package io.portcullis.host.console;

import io.portcullis.host.access.Needs;
import io.portcullis.host.access.Permission;
import java.util.Map;

/** {@code io.portcullis:type=Session}. */
public interface SessionMXBean {
    /** STARTING, READY or STOPPING. */
    String getPhase();

    /** The session's identifier. */
    String getSession();

    /** dev or prod. */
    String getProfile();

    /** Engine time, an ISO instant. */
    String getEngineTime();

    /** Account money with its currency. */
    String getEquity();

    /** State by agent. */
    Map<String, String> getAgents();

    /** Link by venue. */
    Map<String, String> getVenues();

    /** How the database follows the log: UP, or BEHIND or DOWN with lag and reason. */
    String getDatabase();

    /** What is wrong at this moment, by subject. */
    Map<String, String> getAlerts();

    /** Log position as of which all this is true. */
    long getAsOfPosition();

    /** Stops the server. */
    @Needs(Permission.STOP)
    void stop();
}
