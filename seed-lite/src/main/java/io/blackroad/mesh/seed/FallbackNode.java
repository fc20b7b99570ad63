package io.blackroad.mesh.seed;

import io.blackroad.mesh.Arrival;
import io.blackroad.mesh.Coordinator;
import io.blackroad.mesh.MeshNode;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.port.Clock;
import io.blackroad.mesh.port.SignalLink;
import io.blackroad.mesh.wire.ConsentTerms;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The seed's own node, which computes when no browser does. It shares the coordinator's thread and
 * is linked to it without a network.
 */
final class FallbackNode implements SeedLoop.Actor {
  /** A browser whose link broke waits about as long before it dials again. */
  private static final long REDIAL_MILLIS = 1_000;

  private final Coordinator coordinator;
  private final LongSupplier connections;
  private final Clock clock;
  private final MeshNode node;
  private @Nullable Line line;
  private long dialAtMillis;

  /**
   * @param connections numbers connections, no number twice
   * @param codeHash of the code that the seed serves, which it runs itself
   */
  FallbackNode(
      Coordinator coordinator, LongSupplier connections, MeshNode.Ports ports, String codeHash) {
    this.coordinator = coordinator;
    this.connections = connections;
    this.clock = ports.clock();
    this.node = new MeshNode(ports, terms(codeHash), null);
    this.dialAtMillis = clock.monotonicMillis();
  }

  /**
   * The operator's word stands for consent: all of one core, on the operator's own machine, without
   * end.
   */
  static ConsentTerms terms(String codeHash) {
    return ConsentTerms.computing(
        100, new ConsentTerms.Basis("", "seed:fallback", false, 1, codeHash, Json.INT_MAX));
  }

  @Override
  public int step() {
    if (line == null && clock.monotonicMillis() >= dialAtMillis) {
      line = new Line(connections.getAsLong());
      coordinator.opened(line.connection, line.toNode(), Arrival.OWN);
      node.opened(line.toSeed());
      return 1;
    }
    return node.step();
  }

  @Override
  public long wakeAtMillis() {
    return line == null ? dialAtMillis : node.wakeAtMillis();
  }

  /** Leaves for good, on the loop's thread. */
  void leave() {
    dialAtMillis = Long.MAX_VALUE;
    node.leave("the seed stops");
  }

  /** Both ends of one link. */
  private final class Line {
    private final long connection;

    Line(long connection) {
      this.connection = connection;
    }

    private boolean isUp() {
      return line == this;
    }

    private void hangUp() {
      if (isUp()) {
        line = null;
        dialAtMillis = Math.max(dialAtMillis, clock.monotonicMillis() + REDIAL_MILLIS);
        node.closed();
        coordinator.closed(connection);
      }
    }

    /** What the coordinator writes to. */
    SignalLink toNode() {
      return new SignalLink() {
        @Override
        public boolean send(byte[] frame) {
          if (isUp()) {
            node.received(frame);
          }
          return isUp();
        }

        @Override
        public void close(String reason) {
          hangUp();
        }
      };
    }

    /** What the node writes to. */
    SignalLink toSeed() {
      return new SignalLink() {
        @Override
        public boolean send(byte[] frame) {
          if (isUp()) {
            coordinator.received(connection, frame);
          }
          return isUp();
        }

        @Override
        public void close(String reason) {
          hangUp();
        }
      };
    }
  }
}
