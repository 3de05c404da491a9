package io.portcullis.host.http;

import io.javalin.security.RouteRole;
import io.portcullis.host.access.Permission;

/** What a path takes, as Javalin keeps it with the path. A path that was registered without is refused to everybody. */
sealed interface Access extends RouteRole {
    /** Asks for nobody's name: that the server is up, and the login itself. */
    Access OPEN = new Open();

    /** See {@link #OPEN}. */
    record Open() implements Access {}

    /**
     * Takes a permission.
     *
     * @param permission the one
     */
    record Needs(Permission permission) implements Access {}
}
