package io.blackroad.mesh.peer;

/** What carries an edge's frames; the later is the better one. */
public enum Route {
  /** Both ends' lines to the seed, which passes frames on: there from the first moment. */
  RELAY,
  /** A connection between the two ends, perhaps through a TURN server. */
  DIRECT;

  /** Its place in an array that has one for each route. */
  int index() {
    return this == RELAY ? 0 : 1;
  }
}
