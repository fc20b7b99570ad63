package io.blackroad.mesh;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.Identity;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.log.Standing;
import io.blackroad.mesh.port.Clock;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.port.Entropy;
import io.blackroad.mesh.port.SignatureCheck;
import io.blackroad.mesh.reward.Bookings;
import io.blackroad.mesh.schedule.Scheduler;
import io.blackroad.mesh.schedule.Worker;
import io.blackroad.mesh.wire.ConsentTerms;
import io.blackroad.mesh.wire.HelloProof;
import io.blackroad.mesh.wire.Message;
import io.blackroad.mesh.witness.Receipts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets nodes in and out: challenge, proof of key, consent on record, silence, goodbye. */
final class Reception {
  private static final int CHALLENGE_BYTES = 32;

  private static final String REPLACED = "replaced by a newer link of the same node";

  private static final String CROWDED =
      "many new nodes are here from your network already; come back when some of them have left";

  private final Clock clock;
  private final Entropy entropy;
  private final Digest digest;
  private final SignatureCheck signatures;
  private final SeedConfig config;
  private final Ledger ledger;
  private final Desk desk;
  private final Roster roster;
  private final ConsentDesk consents;
  private final Handover handover;
  private final Usher usher;

  /** What it works with, of the coordinator's. */
  record Desk(
      Ledger ledger,
      Accounts accounts,
      Scheduler scheduler,
      TaskFloor floor,
      ModelPlan models,
      Usher usher) {}

  Reception(Coordinator.Ports ports, SeedConfig config, Roster roster, Desk desk) {
    this.clock = ports.clock();
    this.entropy = ports.entropy();
    this.digest = ports.digest();
    this.signatures = ports.signatures();
    this.config = config;
    this.ledger = desk.ledger();
    this.desk = desk;
    this.roster = roster;
    this.usher = desk.usher();
    this.handover = new Handover(clock, desk);
    this.consents = new ConsentDesk(clock, ledger, config.code().hash(ports.digest()));
  }

  void greet(long connection, NodeLine line, Arrival arrival) {
    byte[] challenge = new byte[CHALLENGE_BYTES];
    entropy.fill(challenge);
    Session session =
        new Session(connection, line, arrival, Hex.of(challenge), clock.monotonicMillis());
    if (roster.size() >= NodeLimits.NODES_MAX) {
      line.say(new Message.Refused("this seed is full, come back later"));
      line.close("full");
      return;
    }
    roster.add(session);
    session.say(new Message.Welcome(config.seedId(), session.challenge));
  }

  /** Takes a hello whose signature holds; until that is known, the node waits. */
  void hello(Session session, Message.Hello hello) {
    String problem = problem(session, hello);
    if (problem != null) {
      refuse(session, problem);
      return;
    }
    session.phase = Session.Phase.PROVING;
    byte[] signed = HelloProof.signed(session.challenge, config.seedId(), hello.consent());
    signatures.verify(
        Hex.require(hello.publicKey()),
        signed,
        Hex.require(hello.signature()),
        good -> proved(session, hello, good));
  }

  private @Nullable String problem(Session session, Message.Hello hello) {
    if (session.phase != Session.Phase.GREETED) {
      return "hello was said already";
    }
    return consents.problem(hello.consent(), session.trusted);
  }

  private void proved(Session session, Message.Hello hello, boolean good) {
    if (roster.ofConnection(session.connection) != session) {
      return;
    }
    if (!good) {
      refuse(session, "the signature does not fit the key and the challenge");
      return;
    }
    session.publicKey = hello.publicKey();
    String nodeId = Identity.nodeId(Hex.require(hello.publicKey()), digest);
    desk.accounts().recall(nodeId, standing -> recognised(session, hello, standing));
  }

  /** It is who it says, and this is what is remembered of it. */
  private void recognised(Session session, Message.Hello hello, Standing standing) {
    if (roster.ofConnection(session.connection) != session) {
      return;
    }
    if (standing.isBarred()) {
      refuse(session, standing.barred());
      return;
    }
    Session older = roster.ofNode(standing.nodeId());
    if (crowded(session, standing, older)) {
      refuse(session, CROWDED);
      return;
    }
    session.phase = Session.Phase.JOINING;
    session.nodeId = standing.nodeId();
    session.engineClass = hello.engineClass();
    session.memoryMib = hello.memoryMib();
    session.consent = hello.consent();
    session.holds = hello.holds();
    if (older == null) {
      roster.identify(session);
    } else {
      replace(older, session);
    }
    admit(session, hello.consent());
  }

  /** The newest link of a node is the one that counts. */
  private void replace(Session older, Session newer) {
    older.say(new Message.Replaced());
    if (Handover.fits(older, claim(newer))) {
      roster.remove(older);
      older.line.close(REPLACED);
      roster.identify(newer);
      handover.takeOver(older, newer);
    } else {
      lose(older, REPLACED);
      roster.identify(newer);
    }
  }

  /** Whether too many unknown nodes are here already from where this one is. */
  private boolean crowded(Session session, Standing standing, @Nullable Session older) {
    int leaving = older != null && older.prefix.equals(session.prefix) ? 1 : 0;
    return !session.prefix.isEmpty()
        && !Bookings.credible(standing)
        && roster.from(session.prefix) - leaving >= NodeLimits.UNKNOWN_PER_PREFIX_MAX;
  }

  private void admit(Session session, ConsentTerms consent) {
    List<LoggedEntry> entries = new ArrayList<>();
    if (!session.trusted) {
      entries.add(consents.entry(session, consent));
    }
    entries.add(
        ledger.chained(
            session.nodeId,
            Action.JOIN,
            1,
            Payloads.join(session.engineClass, consent.site(), session.worker != null)));
    ledger.storeProven(LogBatch.of(entries), proofs -> joined(session, proofs.of(entries)));
  }

  private void joined(Session session, Receipts receipts) {
    if (roster.ofConnection(session.connection) != session
        || session.phase != Session.Phase.JOINING) {
      return;
    }
    boolean resumed = session.worker != null;
    if (!resumed && session.farewell.isEmpty()) {
      session.worker = new Worker(claim(session), clock.monotonicMillis());
      desk.scheduler().join(session.worker, clock.monotonicMillis());
    }
    Standing standing = desk.accounts().of(session.nodeId);
    usher.regarded(standing);
    if (session.consent != null) {
      session.line.joined(session.nodeId, session.consent);
    }
    session.welcome();
    session.say(
        new Message.Joined(
            session.nodeId,
            standing.passed(),
            standing.escrowUnits(),
            standing.paidUnits(),
            receipts));
    handover.begin(session, resumed);
  }

  private static Worker.Claim claim(Session session) {
    return new Worker.Claim(
        session.nodeId, session.engineClass, session.prefix, session.trusted, session.memoryMib);
  }

  /** The visitor changed the terms; off ends the session. */
  void consent(Session session, ConsentTerms terms) {
    if (!terms.enabled()) {
      session.unlogged = terms;
      lose(session, "consent withdrawn");
      return;
    }
    String problem = consents.problem(terms, session.trusted);
    if (problem != null) {
      refuse(session, problem);
      return;
    }
    consents.change(session, terms);
    session.line.agreed(terms);
  }

  /** Tells the node why it must go, and ends its session. */
  void refuse(Session session, String reason) {
    session.say(new Message.Refused(reason));
    lose(session, "refused: " + reason);
  }

  /** The link of a session broke: its tasks are kept for a moment, if it has any. */
  void broke(Session session) {
    if (!handover.keeps(session)) {
      lose(session, "link closed");
    }
  }

  /** Ends a session; its unfinished tasks are free for others. */
  void lose(Session session, String reason) {
    if (roster.ofConnection(session.connection) != session) {
      return;
    }
    roster.remove(session);
    session.line.close(reason);
    if (session.nodeId.isEmpty()) {
      return;
    }
    consents.flush(session);
    LoggedEntry entry = ledger.chained(session.nodeId, Action.LEAVE, 1, Payloads.leave(reason));
    ledger.store(LogBatch.of(entry), () -> {});
    desk.floor().release(session, false);
  }

  /** A seed that was itself held up for {@code millis} has not been listening meanwhile. */
  void excuse(long millis) {
    for (Session session : roster.all()) {
      session.heardMillis += millis;
    }
  }

  /** Ends the sessions that have said nothing for too long. */
  void dropSilent(long nowMillis) {
    for (Session session : roster.all()) {
      if (session.phase == Session.Phase.AWAY) {
        if (Handover.over(session, nowMillis)) {
          lose(session, "link closed");
        }
      } else if (!session.farewell.isEmpty() && nowMillis >= session.farewellMillis) {
        refuse(session, session.farewell);
      } else if (session.clogged) {
        lose(session, "its queue is full");
      } else if (nowMillis - session.heardMillis > NodeLimits.SILENCE_MILLIS_MAX) {
        lose(session, "silent for " + (nowMillis - session.heardMillis) + " ms");
      } else if (session.consent != null && consents.expired(session.consent)) {
        refuse(session, "the consent has expired");
      } else {
        consents.sweep(session, nowMillis);
      }
    }
  }
}
