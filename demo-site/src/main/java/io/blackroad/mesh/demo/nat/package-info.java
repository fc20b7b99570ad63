/**
 * A laboratory of home routers: browsers, a seed and a TURN server in network namespaces of their
 * own, with the kinds of NAT between them that visitors have.
 */
@NullMarked
package io.blackroad.mesh.demo.nat;

import org.jspecify.annotations.NullMarked;
