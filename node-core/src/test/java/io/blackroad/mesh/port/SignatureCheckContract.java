package io.blackroad.mesh.port;

import io.blackroad.mesh.hash.Hex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** What every {@link SignatureCheck} keeps. The vectors in spec/vectors/ed25519.json go further. */
public final class SignatureCheckContract {
  /** RFC 8032 7.1: public key, message, signature of tests 1 to 3. */
  private static final String[][] GOOD = {
    {
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
      "",
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
          + "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    },
    {
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
      "72",
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
          + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    },
    {
      "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
      "af82",
      "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
          + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    }
  };

  /** The group's order L, little-endian: S and S + L would both fit a lax verifier. */
  private static final String ORDER =
      "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";

  /** The point whose multiples are all itself, and what a lax decoder takes for it: y = p + 1. */
  private static final String[] NEUTRAL = {
    "0100000000000000000000000000000000000000000000000000000000000000",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
  };

  /** B and 1: S B = R whatever the message, so with a neutral key the equation holds. */
  private static final String BASE_AND_ONE =
      "5866666666666666666666666666666666666666666666666666666666666666"
          + "0100000000000000000000000000000000000000000000000000000000000000";

  private final SignatureCheck check;
  private final Consumer<List<String>> done;
  private final Violations violations = new Violations();
  private final List<Case> cases = new ArrayList<>();
  private int due;

  private record Case(String name, boolean wanted, byte[] key, byte[] message, byte[] signature) {}

  private SignatureCheckContract(SignatureCheck check, Consumer<List<String>> done) {
    this.check = check;
    this.done = done;
  }

  /** What {@code check}, which answers at once, breaks. */
  public static List<String> violations(SignatureCheck check) {
    List<String> violations = new ArrayList<>(List.of("not every answer came at once"));
    check(
        check,
        found -> {
          violations.clear();
          violations.addAll(found);
        });
    return violations;
  }

  /** Hands what {@code check} breaks to {@code done}, once all its answers are there. */
  public static void check(SignatureCheck check, Consumer<List<String>> done) {
    SignatureCheckContract contract = new SignatureCheckContract(check, done);
    contract.collect();
    contract.due = contract.cases.size();
    for (Case one : contract.cases) {
      contract.ask(one);
    }
  }

  private void ask(Case one) {
    byte[] key = one.key.clone();
    byte[] message = one.message.clone();
    byte[] signature = one.signature.clone();
    int[] answers = {0};
    check.verify(
        key,
        message,
        signature,
        holds -> {
          violations.unless(holds == one.wanted, one.name + (holds ? " passes" : " is refused"));
          answers[0]++;
          violations.unless(answers[0] == 1, one.name + " is answered twice");
          due--;
          if (due == 0) {
            done.accept(violations.list());
          }
        });
    // What is checked are the bytes as they were at the call.
    Arrays.fill(key, (byte) 99);
    Arrays.fill(message, (byte) 99);
    Arrays.fill(signature, (byte) 99);
  }

  private void collect() {
    for (int i = 0; i < GOOD.length; i++) {
      byte[] key = Hex.require(GOOD[i][0]);
      byte[] message = Hex.require(GOOD[i][1]);
      byte[] signature = Hex.require(GOOD[i][2]);
      String name = "vector " + (i + 1);
      cases.add(new Case(name, true, key, message, signature));
      wrong(
          name + " with another message",
          key,
          Arrays.copyOf(message, message.length + 1),
          signature);
      for (int at : new int[] {0, 31, 32, 63}) {
        wrong(name + " with byte " + at + " bent", key, message, flipped(signature, at));
      }
      wrong(name + ", other key", flipped(key, 0), message, signature);
      wrong(name + " with S past the order", key, message, plusOrder(signature));
      for (int length : new int[] {0, 1, 63, 65, 128}) {
        wrong(name + " of " + length + " bytes", key, message, Arrays.copyOf(signature, length));
      }
      for (int length : new int[] {0, 31, 33}) {
        byte[] cut = Arrays.copyOf(key, length);
        wrong(name + ", key of " + length + " bytes", cut, message, signature);
      }
    }
    wrong("all zeros", new byte[32], new byte[0], new byte[64]);
    for (String neutral : NEUTRAL) {
      byte[] key = Hex.require(neutral);
      wrong("a key of small order", key, new byte[] {1}, Hex.require(BASE_AND_ONE));
    }
  }

  private void wrong(String name, byte[] key, byte[] message, byte[] signature) {
    cases.add(new Case(name, false, key, message, signature));
  }

  private static byte[] flipped(byte[] bytes, int at) {
    byte[] bent = Arrays.copyOf(bytes, bytes.length);
    bent[at] ^= 1;
    return bent;
  }

  private static byte[] plusOrder(byte[] signature) {
    byte[] sum = Arrays.copyOf(signature, signature.length);
    byte[] order = Hex.require(ORDER);
    int carry = 0;
    for (int i = 0; i < order.length; i++) {
      carry += (sum[32 + i] & 255) + (order[i] & 255);
      sum[32 + i] = (byte) carry;
      carry >>= 8;
    }
    return sum;
  }
}
