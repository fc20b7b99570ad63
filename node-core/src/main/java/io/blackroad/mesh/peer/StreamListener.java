package io.blackroad.mesh.peer;

/** Hears of one stream, on the actor's thread; may call the stream back. */
public interface StreamListener {
  /** The next bytes of the peer's half; {@link PeerStream#consumed} lets more come. */
  void data(byte[] content);

  /** All of the peer's half has come: length and SHA-256 are what the peer says they are. */
  void finished();

  /** There is room again, where {@link PeerStream#write} took less than it was given. */
  void writable();

  /** All of our half has arrived: length and SHA-256 at the peer are ours. */
  void delivered();

  /** The stream broke off; the halves that were neither finished nor delivered are incomplete. */
  void broken(StreamEnd reason);
}
