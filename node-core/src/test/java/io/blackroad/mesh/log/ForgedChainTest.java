package io.blackroad.mesh.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.conformance.SampleChain;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Entries that somebody hashed with care, so that only the rules of their place or form are left to
 * refuse them.
 */
class ForgedChainTest {
  private static final Json PAYLOAD = new Json.Text("forged");

  private final Sha256 sha = new Sha256();
  private final List<LoggedEntry> sound = SampleChain.entries(3, new SeededBytes(9));
  private final Entry last = sound.get(2).entry();

  @Test
  void acceptsTheNextEntry() {
    assertEquals(new ChainVerifier.Result.Sound(4), behind(next()));
  }

  @Test
  void refusesATimeThatIsNotLater() {
    long time = last.timestampNanos();
    assertEquals(
        broken("timestamp " + time + " is not after the one before"), behind(next().at(time)));
    assertEquals(
        broken("timestamp " + (time - 1) + " is not after the one before"),
        behind(next().at(time - 1)));
  }

  @Test
  void refusesAnotherSeq() {
    assertEquals(broken("seq 4 at position 3"), behind(next().numbered(4)));
    assertEquals(broken("seq 2 at position 3"), behind(next().numbered(2)));
  }

  @Test
  void refusesAnotherChain() {
    assertEquals(
        broken("chain mesh/other within " + last.chain()), behind(next().of("mesh/other")));
  }

  @Test
  void refusesASecondGenesis() {
    assertEquals(broken("GENESIS at position 3"), behind(next().doing(Action.GENESIS)));
  }

  @Test
  void refusesAnotherBeginning() {
    Forgery first = next().numbered(0).after(Chain.GENESIS).doing(Action.JOIN);
    ChainVerifier.Result result = new ChainVerifier(sha).feed(first.logged());
    assertEquals(new ChainVerifier.Result.Broken(0, "JOIN at position 0"), result);
  }

  @Test
  void refusesABeginningBehindSomethingElse() {
    Forgery first = next().numbered(0).doing(Action.GENESIS);
    ChainVerifier.Result result = new ChainVerifier(sha).feed(first.logged());
    assertEquals(
        new ChainVerifier.Result.Broken(0, "prev_hash is not the hash of the entry before"),
        result);
  }

  /** A longer salt could take over the first bytes of a payload. */
  @Test
  void refusesASaltOfAnotherLength() {
    for (int bytes : new int[] {0, 31, 33}) {
      Forgery forgery = next();
      forgery.salt = new byte[bytes];
      assertEquals(broken("the payload is not the one that was hashed"), behind(forgery));
    }
  }

  private static ChainVerifier.Result broken(String reason) {
    return new ChainVerifier.Result.Broken(3, reason);
  }

  private ChainVerifier.Result behind(Forgery forgery) {
    ChainVerifier verifier = new ChainVerifier(sha);
    sound.forEach(verifier::feed);
    return verifier.feed(forgery.logged());
  }

  private Forgery next() {
    return new Forgery();
  }

  /** The entry that could come next, until it is bent. */
  private final class Forgery {
    private String chain = last.chain();
    private long seq = 3;
    private String prevHash = last.hash();
    private Action action = Action.JOIN;
    private long timestampNanos = last.timestampNanos() + 1;
    private byte[] salt = new byte[Chain.SALT_BYTES];

    Forgery of(String otherChain) {
      chain = otherChain;
      return this;
    }

    Forgery numbered(long otherSeq) {
      seq = otherSeq;
      return this;
    }

    Forgery after(String otherHash) {
      prevHash = otherHash;
      return this;
    }

    Forgery doing(Action otherAction) {
      action = otherAction;
      return this;
    }

    Forgery at(long otherTime) {
      timestampNanos = otherTime;
      return this;
    }

    LoggedEntry logged() {
      String payloadHash = EntryHash.ofPayload(salt, PAYLOAD, sha);
      String actor = "n_" + "0".repeat(32);
      Entry entry =
          new Entry(chain, seq, prevHash, actor, action, timestampNanos, 0, payloadHash, "");
      return new LoggedEntry(entry.withHash(EntryHash.of(entry, sha)), PAYLOAD, Hex.of(salt));
    }
  }
}
