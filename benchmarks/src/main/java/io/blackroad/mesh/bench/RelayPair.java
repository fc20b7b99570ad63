package io.blackroad.mesh.bench;

import io.blackroad.mesh.peer.service.PeerMessageWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Two connections that a server passes messages between.
 *
 * @param edge by which the first reaches the second
 * @param joined whether they have to show signs of life
 */
record RelayPair(RelaySocket from, RelaySocket to, int edge, boolean joined)
    implements AutoCloseable {
  private static final long BEAT_NANOS = 800_000_000;

  /** Makes the pair of that number. */
  interface Making {
    RelayPair pair(int number) throws IOException;
  }

  /** So many pairs; those who are there already show signs of life until all are. */
  static List<RelayPair> several(int count, Making making) throws IOException {
    List<RelayPair> pairs = new ArrayList<>();
    long beaten = System.nanoTime();
    for (int i = 0; i < count; i++) {
      pairs.add(making.pair(i));
      if (System.nanoTime() - beaten > BEAT_NANOS || i == count - 1) {
        beaten = System.nanoTime();
        for (RelayPair pair : pairs) {
          pair.beat();
        }
      }
    }
    return pairs;
  }

  private void beat() throws IOException {
    if (joined) {
      from.channel().write(ByteBuffer.wrap(RelayNode.heartbeat()));
      to.channel().write(ByteBuffer.wrap(RelayNode.heartbeat()));
    }
  }

  /** A pair at a seed, in a room of its own. */
  static RelayPair atSeed(URI seed, String room, String codeHash) throws IOException {
    RelayNode first = RelayNode.join(seed, room, codeHash);
    RelayNode second = RelayNode.join(seed, room, codeHash);
    first.seek();
    second.seek();
    int edge = first.met();
    second.met();
    return new RelayPair(first.socket, second.socket, edge, true);
  }

  /** A pair at a relay that joins whoever asks for the same path. */
  static RelayPair atRelay(URI relay, String path) throws IOException {
    RelaySocket first = RelaySocket.open(relay, path, null);
    RelaySocket second = RelaySocket.open(relay, path, null);
    RelayPair pair = new RelayPair(first, second, 1, false);
    // A relay that has not seen the second one yet would drop what is for it.
    second.send(new byte[] {1});
    first.receive();
    return pair;
  }

  /** A message of {@code frameBytes} bytes between peers, as every server here gets it. */
  byte[] message(int frameBytes) {
    byte[] frame = new byte[frameBytes];
    Arrays.fill(frame, (byte) 0x61);
    return PeerMessageWriter.relayed(edge, frame);
  }

  @Override
  public void close() throws IOException {
    from.close();
    to.close();
  }
}
