package io.blackroad.mesh.sign;

import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.JsonObject;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.spec.EdDSAParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes spec/vectors/ed25519.json. Good signatures are the JDK's, of seeds that are the RFC's or
 * drawn from one number; wrong ones are good ones bent, or made with {@link ReferenceCurve}.
 * Nothing here asks the code under test.
 */
final class Ed25519VectorFile {
  static final Path FILE = Path.of("../spec/vectors/ed25519.json");

  private static final long SEED = 20_261_122;
  private static final Rfc8032 SUBJECT = Rfc8032.TESTS.get(1);

  private final List<Json> cases = new ArrayList<>();
  private final SeededBytes random = new SeededBytes(SEED);

  /** To be run in node-core when a case is added. */
  public static void main(String[] args) throws IOException {
    Files.writeString(FILE, text());
  }

  /** The content of {@link #FILE}. */
  static String text() {
    Ed25519VectorFile file = new Ed25519VectorFile();
    file.good();
    file.bent();
    file.swapped();
    file.lengths();
    file.scalarsPastTheOrder();
    file.otherVariants();
    new SmallOrderVectors(file::add).addAll();
    StringBuilder text = new StringBuilder("{\n \"cases\": [");
    String separator = "\n  ";
    for (Json item : file.cases) {
      text.append(separator).append(CanonicalJson.text(item));
      separator = ",\n  ";
    }
    return text.append("\n ],\n \"why\": \"Ed25519 signatures (RFC 8032 5.1): valid says whether a")
        .append(" strict verifier takes them; with a seed, key and signature are made anew\"\n}\n")
        .toString();
  }

  private void good() {
    for (Rfc8032 test : Rfc8032.TESTS) {
      made("RFC 8032 7.1 " + test.name(), test.seed(), test.message());
    }
    byte[] ones = new byte[32];
    Arrays.fill(ones, (byte) 255);
    made("a seed of zeros", new byte[32], ascii("mesh"));
    made("a seed of ones", ones, ascii("mesh"));
    // 64 bytes of R and key go before the message: 47, 48, 63, 64 are where SHA-512 adds a block.
    for (int length : new int[] {0, 1, 15, 16, 31, 32, 47, 48, 63, 64, 79, 80, 95, 96, 111, 112}) {
      made("a message of " + length + " bytes", random.bytes(32), random.bytes(length));
    }
  }

  private void made(String why, byte[] seed, byte[] message) {
    JdkKey key = new JdkKey(seed);
    cases.add(
        fields(key.publicKey(), message, key.sign(message))
            .put("seed", Hex.of(seed))
            .put("valid", true)
            .put("why", why)
            .build());
  }

  private static JsonObject fields(byte[] publicKey, byte[] message, byte[] signature) {
    return new JsonObject()
        .put("public_key", Hex.of(publicKey))
        .put("message", Hex.of(message))
        .put("signature", Hex.of(signature));
  }

  /** A case without a seed. */
  private void add(Case made) {
    cases.add(
        fields(made.publicKey(), made.message(), made.signature())
            .put("valid", made.valid())
            .put("why", made.why())
            .build());
  }

  /** A signature and whether it should be taken. */
  record Case(String why, boolean valid, byte[] publicKey, byte[] message, byte[] signature) {}

  private void wrong(String why, byte[] publicKey, byte[] message, byte[] signature) {
    add(new Case(why, false, publicKey, message, signature));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** One bit of every byte of the signature and of the key, and of the message. */
  private void bent() {
    byte[] message = ascii("nothing in here may change");
    JdkKey key = new JdkKey(random.bytes(32));
    byte[] publicKey = key.publicKey();
    byte[] signature = key.sign(message);
    for (int at = 0; at < signature.length; at++) {
      int bit = random.below(8);
      String half = at < 32 ? "R" : "S";
      wrong(bit(bit, at % 32, half), publicKey, message, flipped(signature, at, bit));
    }
    for (int at = 0; at < publicKey.length; at++) {
      int bit = random.below(8);
      wrong(bit(bit, at, "the key"), flipped(publicKey, at, bit), message, signature);
    }
    for (int at = 0; at < message.length; at++) {
      int bit = random.below(8);
      wrong(bit(bit, at, "the message"), publicKey, flipped(message, at, bit), signature);
    }
    wrong("the sign of R", publicKey, message, flipped(signature, 31, 7));
    wrong("the sign of the key", flipped(publicKey, 31, 7), message, signature);
  }

  private static String bit(int bit, int at, String what) {
    return "bit " + bit + " of byte " + at + " of " + what;
  }

  private static byte[] flipped(byte[] bytes, int at, int bit) {
    byte[] bent = Arrays.copyOf(bytes, bytes.length);
    bent[at] ^= (byte) (1 << bit);
    return bent;
  }

  private void swapped() {
    for (int i = 0; i < Rfc8032.TESTS.size(); i++) {
      Rfc8032 one = Rfc8032.TESTS.get(i);
      Rfc8032 other = Rfc8032.TESTS.get((i + 1) % Rfc8032.TESTS.size());
      String names = one.name() + " with the ";
      if (one.message().length < 100 && other.message().length < 100) {
        wrong(names + "message of another", one.publicKey(), other.message(), one.signature());
      }
      if (one.message().length < 100) {
        wrong(names + "key of another", other.publicKey(), one.message(), one.signature());
        wrong(names + "signature of another", one.publicKey(), one.message(), other.signature());
        byte[] halves = joined(half(one.signature(), 1), half(one.signature(), 0));
        wrong(names + "halves swapped", one.publicKey(), one.message(), halves);
        byte[] mixed = joined(half(one.signature(), 0), half(other.signature(), 1));
        wrong(names + "S of another", one.publicKey(), one.message(), mixed);
      }
    }
  }

  private static byte[] half(byte[] signature, int which) {
    return Arrays.copyOfRange(signature, 32 * which, 32 * which + 32);
  }

  static byte[] joined(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  private void lengths() {
    byte[] key = SUBJECT.publicKey();
    byte[] message = SUBJECT.message();
    byte[] signature = SUBJECT.signature();
    for (int length : new int[] {0, 1, 31, 32, 63, 65, 96, 128}) {
      wrong("a signature of " + length + " bytes", key, message, Arrays.copyOf(signature, length));
    }
    for (int length : new int[] {0, 1, 31, 33, 64}) {
      wrong("a key of " + length + " bytes", Arrays.copyOf(key, length), message, signature);
    }
    wrong("a message without its last byte", key, new byte[0], signature);
    wrong("a message with a zero behind it", key, Arrays.copyOf(message, 2), signature);
    wrong("a signature of zeros", key, message, new byte[64]);
    byte[] ones = new byte[64];
    Arrays.fill(ones, (byte) 255);
    wrong("a signature of ones", key, message, ones);
    wrong("a key of ones", Arrays.copyOf(ones, 32), message, signature);
    byte[] two = ReferenceCurve.bytes(BigInteger.TWO);
    wrong("a key that is on no point: y = 2", two, message, signature);
    wrong("an R that is on no point: y = 2", key, message, joined(two, half(signature, 1)));
  }

  /** S + n L fits the equation as well as S; RFC 8032 5.1.7 wants the one below L. */
  private void scalarsPastTheOrder() {
    for (Rfc8032 test : Rfc8032.TESTS.subList(0, 3)) {
      BigInteger s = ReferenceCurve.number(half(test.signature(), 1));
      for (int times = 1; times <= 15; times++) {
        BigInteger sum = s.add(ReferenceCurve.ORDER.multiply(BigInteger.valueOf(times)));
        if (sum.bitLength() <= 256) {
          byte[] signature = joined(half(test.signature(), 0), ReferenceCurve.bytes(sum));
          String why = test.name() + " with S + " + times + " L";
          wrong(why, test.publicKey(), test.message(), signature);
        }
      }
      byte[] negated = ReferenceCurve.bytes(ReferenceCurve.ORDER.subtract(s));
      byte[] signature = joined(half(test.signature(), 0), negated);
      wrong(test.name() + " with L - S", test.publicKey(), test.message(), signature);
    }
  }

  private void otherVariants() {
    JdkKey key = new JdkKey(random.bytes(32));
    byte[] message = ascii("one key, three algorithms");
    EdDSAParameterSpec context = new EdDSAParameterSpec(false, ascii("mesh"));
    wrong("a signature of Ed25519ctx", key.publicKey(), message, key.sign(message, context));
    EdDSAParameterSpec hashed = new EdDSAParameterSpec(true);
    wrong("a signature of Ed25519ph", key.publicKey(), message, key.sign(message, hashed));
  }
}
