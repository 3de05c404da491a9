package io.portcullis.host.server;

/**
 * One route file.
 *
 * @param name the route's name, FROM-to-TO
 * @param state RUNNING, STOPPED or BROKEN (the former version goes on when there was one)
 * @param exchanges messages so far
 * @param failures messages that failed
 * @param error what is wrong with the file as saved; empty when nothing is
 */
public record RouteView(String name, String state, long exchanges, long failures, String error) {}
