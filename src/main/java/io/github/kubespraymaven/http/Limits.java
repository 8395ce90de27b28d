package io.github.kubespraymaven.http;

import java.time.Duration;

/**
 * How much and how long is too much and too long.
 *
 * @param connectionsPerHost how many exchanges with one host may be under way at once
 * @param connectTimeout how long making a connection may take
 * @param idleTimeout how long a server may say nothing: before the head of its answer, or within its body
 * @param retries how a request is tried again
 */
public record Limits(int connectionsPerHost, Duration connectTimeout, Duration idleTimeout, Retries retries) {
    /** Checks that something is allowed. */
    public Limits {
        if (connectionsPerHost < 1 || connectTimeout.toMillis() < 1 || idleTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("not limits that allow anything: " + connectionsPerHost
                    + " connections per host, " + connectTimeout + " to connect, " + idleTimeout + " idle");
        }
    }

    /** Returns 8 connections per host, 20 seconds to connect, 60 seconds of silence, and the usual retries. */
    public static Limits usual() {
        return new Limits(8, Duration.ofSeconds(20), Duration.ofSeconds(60), Retries.usual());
    }

    /** Returns these limits with another number of exchanges with one host at once. */
    public Limits withConnectionsPerHost(int number) {
        return new Limits(number, connectTimeout, idleTimeout, retries);
    }
}
