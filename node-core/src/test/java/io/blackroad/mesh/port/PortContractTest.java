package io.blackroad.mesh.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.sign.Ed25519;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The contracts on the JVM: what they must let pass, and what they must notice. */
class PortContractTest {
  private static final List<String> NONE = List.of();

  /** The clock of the JVM, off by as much as a test wants. */
  private record JvmClock(long stepMillis, long unixFactor) implements Clock {
    @Override
    public long monotonicMillis() {
      return System.nanoTime() / 1_000_000 * stepMillis;
    }

    @Override
    public long unixNanos() {
      return System.currentTimeMillis() * unixFactor;
    }
  }

  @Test
  void clock() {
    assertEquals(NONE, ClockContract.violations(new JvmClock(1, 1_000_000)));
    assertBroken("milliseconds", ClockContract.violations(new JvmClock(1, 1)));
    assertBroken("backwards", ClockContract.violations(new JvmClock(-1, 1_000_000)));
    assertBroken("standing", ClockContract.violations(new JvmClock(0, 1_000_000)));
  }

  @Test
  void entropy() {
    assertEquals(NONE, EntropyContract.violations(new SecureRandom()::nextBytes));
    assertEquals(NONE, EntropyContract.violations(new SeededBytes(1)));
    assertBroken("the same", EntropyContract.violations(bytes -> new SeededBytes(1).fill(bytes)));
    assertBroken("forgets", EntropyContract.violations(PortContractTest::fillFirstPart));
    assertBroken("digits", EntropyContract.violations(PortContractTest::fillWithDigits));
  }

  private static void fillFirstPart(byte[] target) {
    byte[] part = new byte[Math.min(65_536, target.length)];
    new SecureRandom().nextBytes(part);
    System.arraycopy(part, 0, target, 0, part.length);
  }

  private static void fillWithDigits(byte[] target) {
    new SecureRandom().nextBytes(target);
    for (int i = 0; i < target.length; i++) {
      target[i] = (byte) ('0' + (target[i] & 7));
    }
  }

  @Test
  void digest() {
    assertEquals(NONE, DigestContract.violations(new Sha256()));
    assertBroken("a constant", DigestContract.violations(data -> new byte[32]));
    assertBroken("changes its input", DigestContract.violations(PortContractTest::sha256AndWipe));
  }

  private static byte[] sha256AndWipe(byte[] data) {
    byte[] hash = new Sha256().sha256(data);
    Arrays.fill(data, (byte) 0);
    return hash;
  }

  @Test
  void signatureCheck() {
    assertEquals(NONE, SignatureCheckContract.violations(JdkEd25519.CHECK));
    SignatureCheck own =
        (key, message, signature, done) -> done.accept(Ed25519.verify(key, message, signature));
    assertEquals(NONE, SignatureCheckContract.violations(own));
    assertBroken("mute", SignatureCheckContract.violations((key, message, signature, done) -> {}));
    assertBroken(
        "twice",
        SignatureCheckContract.violations(
            (key, message, signature, done) -> {
              own.verify(key, message, signature, done);
              own.verify(key, message, signature, done);
            }));
    assertBroken(
        "yes",
        SignatureCheckContract.violations((key, message, signature, done) -> done.accept(true)));
    assertBroken(
        "no",
        SignatureCheckContract.violations((key, message, signature, done) -> done.accept(false)));
  }

  @Test
  void signer() {
    JdkEd25519 good = new JdkEd25519();
    assertEquals(NONE, signerViolations(good, Consumer::accept));
    assertBroken("bent", signerViolations(good, (done, signature) -> bend(done, signature)));
    assertBroken("cut", signerViolations(good, (done, s) -> done.accept(Arrays.copyOf(s, 63))));
  }

  private interface Passing {
    void pass(Consumer<byte[]> done, byte[] signature);
  }

  private static void bend(Consumer<byte[]> done, byte[] signature) {
    signature[5] ^= 1;
    done.accept(signature);
  }

  private static List<String> signerViolations(JdkEd25519 inner, Passing passing) {
    Signer signer =
        new Signer() {
          @Override
          public byte[] publicKey() {
            return inner.publicKey();
          }

          @Override
          public void sign(byte[] message, Consumer<byte[]> done) {
            inner.sign(message, signature -> passing.pass(done, signature));
          }
        };
    List<String> violations = new ArrayList<>(List.of("no outcome"));
    SignerContract.check(
        signer,
        JdkEd25519::verified,
        found -> {
          violations.clear();
          violations.addAll(found);
        });
    return violations;
  }

  /** A link to an echo, in memory; may have no bound, or keep the caller's array. */
  private static final class EchoLink implements SignalLink {
    private final Deque<byte[]> echoes = new ArrayDeque<>();
    private final long queuedBytesMax;
    private final boolean copies;
    private long queuedBytes;
    private boolean closed;

    EchoLink(long queuedBytesMax, boolean copies) {
      this.queuedBytesMax = queuedBytesMax;
      this.copies = copies;
    }

    @Override
    public boolean send(byte[] frame) {
      if (closed || queuedBytes + frame.length > queuedBytesMax) {
        return false;
      }
      queuedBytes += frame.length;
      echoes.add(copies ? frame.clone() : frame);
      return true;
    }

    @Override
    public void close(String reason) {
      closed = true;
    }

    List<String> violations() {
      List<String> violations = new ArrayList<>(List.of("no outcome"));
      Consumer<byte[]> incoming =
          SignalLinkContract.check(
              this,
              found -> {
                violations.clear();
                violations.addAll(found);
              });
      for (byte[] echo = echoes.poll(); echo != null && !closed; echo = echoes.poll()) {
        queuedBytes -= echo.length;
        incoming.accept(echo);
      }
      return violations;
    }
  }

  @Test
  void signalLink() {
    assertEquals(NONE, new EchoLink(NodeLimits.FRAME_BYTES_MAX, true).violations());
    assertBroken("small", new EchoLink(NodeLimits.FRAME_BYTES_MAX - 1, true).violations());
    assertBroken("endless", new EchoLink(Long.MAX_VALUE, true).violations());
    assertBroken("keeps the array", new EchoLink(NodeLimits.FRAME_BYTES_MAX, false).violations());
  }

  private static void assertBroken(String how, List<String> violations) {
    assertFalse(violations.isEmpty(), how + " is not noticed");
  }
}
