package io.blackroad.mesh.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.port.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainTest {
  private static final String SEED_ID = "s_00000000000000000000000000000000";
  private static final Json PAYLOAD = new JsonObject().put("alg", "Ed25519").build();

  private final Sha256 sha = new Sha256();
  private final SettableClock clock = new SettableClock();
  private final Chain.Ports ports = new Chain.Ports(sha, clock, new SeededBytes(1));
  private final Chain chain = Chain.begin("mesh/" + SEED_ID, ports);
  private final List<LoggedEntry> entries = new ArrayList<>();

  @Test
  void beginsWithGenesisAndOnlyOnce() {
    assertThrows(
        IllegalArgumentException.class, () -> chain.append(SEED_ID, Action.JOIN, 1, PAYLOAD));
    append(Action.GENESIS);
    assertEquals(Chain.GENESIS, entries.get(0).entry().prevHash());
    assertThrows(
        IllegalArgumentException.class, () -> chain.append(SEED_ID, Action.GENESIS, 1, PAYLOAD));
    assertEquals(1, chain.nextSeq());
  }

  @Test
  void movesTimeOnWhenTheClockStandsStillOrGoesBack() {
    clock.unixNanos = 1_000;
    append(Action.GENESIS);
    append(Action.JOIN);
    clock.unixNanos = 5;
    append(Action.LEAVE);
    clock.unixNanos = 2_000;
    append(Action.JOIN);
    assertEquals(List.of(1_000L, 1_001L, 1_002L, 2_000L), times());
    assertEquals(new ChainVerifier.Result.Sound(4), verify());
  }

  @Test
  void hasNoTimeBeforeZeroAndNoneAfterTheLast() {
    clock.unixNanos = -7;
    append(Action.GENESIS);
    assertEquals(List.of(0L), times());
    clock.unixNanos = Long.MAX_VALUE;
    append(Action.JOIN);
    assertThrows(IllegalStateException.class, () -> append(Action.LEAVE));
  }

  @Test
  void saltsEqualPayloadsDifferently() {
    append(Action.GENESIS);
    append(Action.JOIN);
    append(Action.JOIN);
    assertNotEquals(entries.get(1).entry().payloadHash(), entries.get(2).entry().payloadHash());
  }

  @Test
  void goesOnAfterARestart() {
    append(Action.GENESIS);
    append(Action.JOIN);
    Entry last = entries.get(1).entry();
    Chain resumed = Chain.resume(chain.name(), 2, last.hash(), last.timestampNanos(), ports);
    entries.add(resumed.append(SEED_ID, Action.LEAVE, 0, PAYLOAD));
    assertEquals(new ChainVerifier.Result.Sound(3), verify());
  }

  @Test
  void refusesToResumeFromNothing() {
    String hash = "0".repeat(64);
    assertThrows(IllegalArgumentException.class, () -> Chain.resume("mesh/x", 0, hash, 1, ports));
    assertThrows(
        IllegalArgumentException.class, () -> Chain.resume("mesh/x", 1, "GENESIS", 1, ports));
  }

  @Test
  void refusesATruthStateThatThereIsNot() {
    assertThrows(
        IllegalArgumentException.class, () -> chain.append(SEED_ID, Action.GENESIS, 2, PAYLOAD));
    assertEquals(0, chain.nextSeq());
  }

  @Test
  void holdsAfterAnErasure() {
    append(Action.GENESIS);
    append(Action.TASK);
    append(Action.ERASE);
    LoggedEntry erased = entries.get(1).erased();
    assertNull(erased.salt());
    assertEquals(new Json.Text("[ERASED:" + erased.entry().payloadHash() + "]"), erased.payload());
    entries.set(1, erased);
    assertEquals(new ChainVerifier.Result.Sound(3), verify());
  }

  private void append(Action action) {
    entries.add(chain.append(SEED_ID, action, 1, PAYLOAD));
  }

  private List<Long> times() {
    return entries.stream().map(logged -> logged.entry().timestampNanos()).toList();
  }

  private ChainVerifier.Result verify() {
    ChainVerifier verifier = new ChainVerifier(sha);
    entries.forEach(verifier::feed);
    return verifier.result();
  }

  private static final class SettableClock implements Clock {
    private long unixNanos;

    @Override
    public long monotonicMillis() {
      return 0;
    }

    @Override
    public long unixNanos() {
      return unixNanos;
    }
  }
}
