package io.blackroad.mesh.seed.http;

/**
 * Who a request or a connection is from, as far as addresses tell.
 *
 * @param id what stands for one client in limits: an IPv4 address, or the /64 that an IPv6 host may
 *     roam in
 * @param prefix its network, IPv4 /24 or IPv6 /48; empty when that says nothing: the client is on
 *     this machine or in a private network
 */
public record Client(String id, String prefix) {}
