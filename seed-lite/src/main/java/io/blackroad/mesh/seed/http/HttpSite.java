package io.blackroad.mesh.seed.http;

/**
 * What a server serves.
 *
 * @param router finds what answers a request
 * @param problems words the answers to requests that are not done
 * @param limits how much a client may take
 * @param workers where handlers run
 * @param clients who sends a request
 */
public record HttpSite(
    Router router,
    Problem.Writer problems,
    HttpLimits limits,
    Workers workers,
    ClientRule clients) {}
