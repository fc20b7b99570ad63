package io.blackroad.mesh.witness;

import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.merkle.ConsistencyProof;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.port.SignatureCheck;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds a seed to one history: keeps the newest checkpoint it has seen, and takes another only with
 * a proof that both are of one growing log (spec/ps-sha-infinity.md 8). Checkpoints are dealt with
 * one after the other, in the order in which they come.
 *
 * <pre>
 * offered --signature--> same log as held ----------------------------> CONSISTENT
 *             |             \--longer, shorter --demand--> proof --holds--> CONSISTENT (held = longer)
 *             bad                 \-same size, other root \- does not, time backwards
 *              v                           v                        v
 *           REFUSED                  IRRECONCILABLE          IRRECONCILABLE
 * </pre>
 */
public final class Witness {
  /** Checkpoints that wait to be dealt with; an honest seed's come at the pace of its answers. */
  public static final int WAITING_MAX = 64;

  /** What came of an offered checkpoint. */
  public sealed interface Outcome {
    /** It and the one held are of one log. */
    record Consistent() implements Outcome {}

    /** It is nobody's word: not signed by the seed, or more than can be dealt with. */
    record Refused(String reason) implements Outcome {}

    /** The seed stands by two histories. */
    record Irreconcilable(Evidence evidence) implements Outcome {}
  }

  private static final Outcome CONSISTENT = new Outcome.Consistent();

  private final Ports ports;
  private final String seedId;
  private final Deque<Offer> waiting = new ArrayDeque<>();
  private @Nullable SignedCheckpoint held;
  private @Nullable Offer current;
  private boolean demanded;

  /** Counts links: an offer of an earlier one is not judged any more. */
  private int generation;

  /**
   * What a witness needs.
   *
   * @param demand asks the seed for the consistency proof of two sizes, to be given to {@link
   *     #proof}
   */
  public record Ports(Digest digest, SignatureCheck signatures, Demand demand) {}

  /** Asks for the proof that the log of {@code size1} is the beginning of that of {@code size2}. */
  public interface Demand {
    void consistency(long size1, long size2);
  }

  private record Offer(SignedCheckpoint checkpoint, Consumer<Outcome> then, int generation) {}

  /**
   * A witness of seed {@code seedId}.
   *
   * @param held the newest checkpoint of an earlier session, of this very seed; or null
   */
  public Witness(String seedId, @Nullable SignedCheckpoint held, Ports ports) {
    this.seedId = seedId;
    this.held = held;
    this.ports = ports;
  }

  /** The newest checkpoint; null before the first. */
  public @Nullable SignedCheckpoint held() {
    return held;
  }

  /** Checkpoints that wait to be dealt with. */
  public int waiting() {
    return waiting.size();
  }

  /** Whether the seed owes a proof. */
  public boolean demands() {
    return demanded;
  }

  /** Compares {@code checkpoint} with the one held; {@code then} hears what came of it, once. */
  public void offer(SignedCheckpoint checkpoint, Consumer<Outcome> then) {
    if (waiting.size() >= WAITING_MAX) {
      then.accept(new Outcome.Refused("more than " + WAITING_MAX + " checkpoints at a time"));
      return;
    }
    waiting.add(new Offer(checkpoint, then, generation));
    next();
  }

  /** The seed's answer to a demand; one that was not asked for is ignored. */
  public void proof(long size1, long size2, List<String> path) {
    Offer offer = current;
    SignedCheckpoint mine = held;
    if (!demanded || offer == null || mine == null) {
      return;
    }
    boolean longer = isLonger(offer.checkpoint, mine);
    Checkpoint older = (longer ? mine : offer.checkpoint).checkpoint();
    Checkpoint newer = (longer ? offer.checkpoint : mine).checkpoint();
    if (size1 != older.treeSize() || size2 != newer.treeSize()) {
      return;
    }
    demanded = false;
    ConsistencyProof proof = new ConsistencyProof(size1, size2, Receipt.bytes(path));
    boolean holds =
        proof.verify(Hex.require(older.root()), Hex.require(newer.root()), ports.digest());
    if (!holds) {
      end(offer, irreconcilable(Evidence.Kind.NOT_CONTINUED, mine, offer));
      return;
    }
    if (longer) {
      held = offer.checkpoint;
    }
    end(offer, CONSISTENT);
  }

  /** The link broke: what waits is dropped unjudged, and the next link's checkpoints come anew. */
  public void forgetOffers() {
    generation++;
    waiting.clear();
    current = null;
    demanded = false;
  }

  private void next() {
    Offer offer = current == null ? waiting.poll() : null;
    if (offer == null) {
      return;
    }
    current = offer;
    if (offer.checkpoint.equals(held)) {
      end(offer, CONSISTENT);
      return;
    }
    if (!offer.checkpoint.checkpoint().chain().equals(SignedCheckpoint.CHAIN_PREFIX + seedId)) {
      end(offer, new Outcome.Refused("a checkpoint of " + offer.checkpoint.checkpoint().chain()));
      return;
    }
    offer.checkpoint.check(ports.digest(), ports.signatures(), good -> signed(offer, good));
  }

  private void signed(Offer offer, boolean good) {
    SignedCheckpoint mine = held;
    if (offer.generation != generation) {
      return; // forgotten meanwhile
    }
    if (!good) {
      end(offer, new Outcome.Refused("a checkpoint that the seed did not sign"));
    } else if (mine == null) {
      held = offer.checkpoint;
      end(offer, CONSISTENT);
    } else {
      compare(offer, mine);
    }
  }

  private void compare(Offer offer, SignedCheckpoint mine) {
    Checkpoint theirs = offer.checkpoint.checkpoint();
    long difference = theirs.treeSize() - mine.checkpoint().treeSize();
    if (difference == 0) {
      boolean same = mine.sameLog(offer.checkpoint);
      end(offer, same ? CONSISTENT : irreconcilable(Evidence.Kind.SPLIT, mine, offer));
      return;
    }
    long later = theirs.timestampNanos() - mine.checkpoint().timestampNanos();
    if (Long.signum(difference) != Long.signum(later)) {
      end(offer, irreconcilable(Evidence.Kind.TIME_BACKWARDS, mine, offer));
      return;
    }
    demanded = true;
    long shorter = Math.min(theirs.treeSize(), mine.checkpoint().treeSize());
    ports.demand().consistency(shorter, shorter + Math.abs(difference));
  }

  private static boolean isLonger(SignedCheckpoint one, SignedCheckpoint other) {
    return one.checkpoint().treeSize() > other.checkpoint().treeSize();
  }

  private static Outcome irreconcilable(Evidence.Kind kind, SignedCheckpoint mine, Offer offer) {
    return new Outcome.Irreconcilable(new Evidence(kind, mine, offer.checkpoint));
  }

  private void end(Offer offer, Outcome outcome) {
    current = null;
    offer.then.accept(outcome);
    next();
  }
}
