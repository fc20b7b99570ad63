package io.blackroad.mesh;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.merkle.ProofSource;
import io.blackroad.mesh.port.Clock;
import io.blackroad.mesh.port.Entropy;
import io.blackroad.mesh.port.SignatureCheck;
import io.blackroad.mesh.wire.Message;
import io.blackroad.mesh.witness.CheckpointJson;
import io.blackroad.mesh.witness.CheckpointNote;
import io.blackroad.mesh.witness.Cosignature;
import io.blackroad.mesh.witness.Published;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The seed's dealings with witnesses: shows them a checkpoint from time to time, which is then an
 * entry itself, proves what they ask, collects what they sign, passes on what they tell each other.
 */
final class Register {
  /** spec/ps-sha-infinity.md 7. */
  static final int SHOWN_EVERY_ENTRIES = 1_000;

  static final long SHOWN_EVERY_MILLIS = 60_000;

  /** A busy seed has many checkpoints a second; nodes are told of one. */
  private static final long PRESENTED_MILLIS_MIN = 1_000;

  /** Enough that no few nodes can hide a second history; a note stays below 16 KiB. */
  private static final int COSIGNATURES_MAX = 64;

  /** Nodes that hear of one node's checkpoint: word is everywhere after a few rounds. */
  private static final int GOSSIP_FANOUT = 3;

  /** A node has news once a minute; a little more is patience, much more an attack. */
  private static final long GOSSIP_MILLIS_MIN = 1_000;

  private final Clock clock;
  private final Entropy entropy;
  private final SignatureCheck signatures;
  private final ProofSource proofs;
  private final SeedConfig config;
  private final Ledger ledger;
  private final Notary notary;
  private final Roster roster;
  private final Beacon beacon;
  private @Nullable Published shown;
  private long shownSize;
  private long shownMillis;

  /** When nodes were last told. */
  private long presentedMillis = -PRESENTED_MILLIS_MIN;

  /** Entries behind which only its own checkpoint stands: nothing is new. */
  private long quietSize;

  /**
   * @param quiet whether the log ends in a checkpoint of all before it
   */
  Register(Coordinator.Ports ports, SeedConfig config, Desk desk, boolean quiet) {
    this.clock = ports.clock();
    this.entropy = ports.entropy();
    this.signatures = ports.signatures();
    this.proofs = ports.proofs();
    this.config = config;
    this.ledger = desk.ledger();
    this.notary = desk.notary();
    this.roster = desk.roster();
    this.beacon = desk.beacon();
    this.shownSize = notary.size();
    this.shownMillis = clock.monotonicMillis();
    this.quietSize = quiet ? notary.size() : 0;
  }

  /** What it works with, of the coordinator's. */
  record Desk(Ledger ledger, Notary notary, Roster roster, Beacon beacon) {}

  /** Shows a new checkpoint when it is time. */
  void sweep(long nowMillis) {
    boolean many = notary.size() - shownSize >= SHOWN_EVERY_ENTRIES;
    if (many || nowMillis - shownMillis >= SHOWN_EVERY_MILLIS) {
      show(() -> {});
    }
  }

  /** Monotonic time of the next checkpoint when nothing else happens. */
  long wakeAtMillis() {
    return notary.size() > quietSize ? shownMillis + SHOWN_EVERY_MILLIS : Long.MAX_VALUE;
  }

  /** Signs, logs and shows a checkpoint of all that is durable, if there is anything new. */
  void show(Runnable then) {
    if (notary.size() <= quietSize) {
      then.run();
      return;
    }
    shownSize = notary.size();
    shownMillis = clock.monotonicMillis();
    notary.publish(
        published -> {
          shown = published;
          log(published);
          beacon.renew(published.checkpoint().checkpoint());
          present(published);
          then.run();
        });
  }

  /** Tells the nodes, unless they were told of another a moment ago: they cosign, then gossip. */
  private void present(Published published) {
    long now = clock.monotonicMillis();
    if (now - presentedMillis < PRESENTED_MILLIS_MIN) {
      return;
    }
    presentedMillis = now;
    Message message = new Message.Shown(published.checkpoint());
    for (Session session : roster.all()) {
      if (session.phase == Session.Phase.JOINED) {
        session.say(message);
      }
    }
  }

  private void log(Published published) {
    List<LoggedEntry> entries = new ArrayList<>();
    entries.add(
        ledger.chained(
            config.seedId(), Action.CHECKPOINT, 1, CheckpointJson.toJson(published.checkpoint())));
    Json draws = beacon.reveal();
    if (draws != null) {
      entries.add(ledger.chained(config.seedId(), Action.VERIFY, 1, draws));
    }
    long seq = entries.get(0).entry().seq();
    if (seq == published.checkpoint().checkpoint().treeSize()) {
      quietSize = seq + entries.size();
    }
    ledger.store(LogBatch.of(entries), () -> {});
  }

  /** The checkpoint that was last shown to witnesses, with what they signed; null before one. */
  @Nullable Published shown() {
    return shown;
  }

  /** Answers a demand. One at a time: {@code false} when the last one is still open. */
  boolean prove(Session session, Message.Demand demand) {
    if (session.demanding) {
      return false;
    }
    List<String> path = notary.consistency(demand.size1(), demand.size2());
    if (path != null) {
      session.say(new Message.Consistency(demand.size1(), demand.size2(), path));
      return true;
    }
    session.demanding = true;
    proofs.consistency(
        demand.size1(),
        demand.size2(),
        proof -> {
          session.demanding = false;
          List<String> read = Hex.ofAll(proof.path());
          session.say(new Message.Consistency(demand.size1(), demand.size2(), read));
        });
    return true;
  }

  /**
   * Takes a witness's signature of what was last shown; one that does not fit is dropped. The
   * seed's own node witnesses nothing: its word is the seed's.
   */
  void cosign(Session session, Message.Cosign cosign) {
    Published current = shown;
    if (current == null
        || current.checkpoint().checkpoint().treeSize() != cosign.treeSize()
        || current.cosignatures().size() >= COSIGNATURES_MAX
        || session.trusted
        || session.cosignedSize >= cosign.treeSize()) {
      return;
    }
    session.cosignedSize = cosign.treeSize();
    byte[] signed =
        CheckpointNote.cosignedBytes(current.checkpoint().checkpoint(), cosign.timeSeconds());
    Cosignature cosignature =
        new Cosignature(
            session.nodeId, session.publicKey, cosign.timeSeconds(), cosign.signature());
    signatures.verify(
        Hex.require(session.publicKey),
        signed,
        Hex.require(cosign.signature()),
        good -> {
          if (good) {
            add(cosign.treeSize(), cosignature);
          }
        });
  }

  private void add(long treeSize, Cosignature cosignature) {
    Published current = shown;
    if (current != null && current.checkpoint().checkpoint().treeSize() == treeSize) {
      List<Cosignature> all = new ArrayList<>(current.cosignatures());
      all.add(cosignature);
      shown = new Published(current.checkpoint(), current.noteSignature(), all);
    }
  }

  /** Passes a node's checkpoint on to a few others, unless all of them were shown it anyway. */
  void gossip(Session from, Message.Gossip gossip) {
    long now = clock.monotonicMillis();
    boolean known = shown != null && shown.checkpoint().equals(gossip.checkpoint());
    if (known || now - from.gossipedMillis < GOSSIP_MILLIS_MIN) {
      return;
    }
    from.gossipedMillis = now;
    List<Session> others = new ArrayList<>(roster.all());
    others.removeIf(other -> other == from || other.phase != Session.Phase.JOINED);
    for (int i = 0; i < GOSSIP_FANOUT && !others.isEmpty(); i++) {
      others.remove(pick(others.size())).say(gossip);
    }
  }

  private int pick(int count) {
    byte[] random = new byte[Short.BYTES];
    entropy.fill(random);
    return ((random[0] & 255) << 8 | (random[1] & 255)) % count;
  }
}
