package io.portcullis.host.access;

import java.util.List;

/**
 * A user as others may see them.
 *
 * @param name the name
 * @param roles sorted
 * @param traders as whom they may send orders
 */
public record UserView(String name, List<String> roles, List<String> traders) {}
