package io.blackroad.mesh.browser.peer;

import io.blackroad.mesh.peer.PeerStream;
import io.blackroad.mesh.peer.Route;
import io.blackroad.mesh.peer.StreamListener;
import org.jspecify.annotations.Nullable;

/** Who makes use of the edges; hears of all of them, on the loop's turn. */
interface PeerUse {
  /** First byte of a message: a checkpoint, canonical JSON. */
  byte CHECKPOINT = 0x01;

  /** First byte of a message: whatever the users of both ends have agreed upon. */
  byte USER = 0x02;

  /** {@code whom} is met over {@code route}, for the first time or another one. */
  void moved(Acquaintance whom, Route route);

  /** A message whose first byte is the use's. */
  void message(String peer, byte[] content);

  /** A stream that {@code peer} has opened; who listens to it, or null to refuse it. */
  @Nullable StreamListener opened(String peer, PeerStream stream);

  /** The edge to {@code peer} is over; {@code why} is for a person. */
  void ended(String peer, String why);
}
