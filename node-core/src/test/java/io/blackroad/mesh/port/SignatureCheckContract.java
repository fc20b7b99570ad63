package io.blackroad.mesh.port;

import io.blackroad.mesh.hash.Hex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** What every {@link SignatureCheck} keeps. */
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

  private SignatureCheckContract() {}

  /** What {@code check} breaks. */
  public static List<String> violations(SignatureCheck check) {
    Violations violations = new Violations();
    for (int i = 0; i < GOOD.length; i++) {
      byte[] key = bytes(GOOD[i][0]);
      byte[] message = bytes(GOOD[i][1]);
      byte[] signature = bytes(GOOD[i][2]);
      String name = "vector " + (i + 1);
      violations.unless(verifies(check, key, message, signature), name + " is refused");
      byte[] longer = Arrays.copyOf(message, message.length + 1);
      violations.unless(!verifies(check, key, longer, signature), name + " with another message");
      for (int at : new int[] {0, 31, 32, 63}) {
        byte[] bent = flipped(signature, at);
        violations.unless(
            !verifies(check, key, message, bent), name + " with byte " + at + " bent");
      }
      violations.unless(
          !verifies(check, flipped(key, 0), message, signature), name + ", other key");
      violations.unless(
          !verifies(check, key, message, plusOrder(signature)), name + " with S past the order");
      for (int length : new int[] {0, 1, 63, 65, 128}) {
        byte[] cut = Arrays.copyOf(signature, length);
        violations.unless(!verifies(check, key, message, cut), name + " of " + length + " bytes");
      }
      for (int length : new int[] {0, 31, 33}) {
        byte[] cut = Arrays.copyOf(key, length);
        violations.unless(
            !verifies(check, cut, message, signature), name + ", key of " + length + " bytes");
      }
    }
    violations.unless(!verifies(check, new byte[32], new byte[0], new byte[64]), "all zeros");
    return violations.list();
  }

  /** What {@code check} says; it must say it before the call is over, as most platforms do. */
  private static boolean verifies(
      SignatureCheck check, byte[] key, byte[] message, byte[] signature) {
    List<Boolean> said = new ArrayList<>();
    check.verify(key, message, signature, said::add);
    return said.equals(List.of(true));
  }

  private static byte[] bytes(String hex) {
    return Objects.requireNonNull(Hex.parse(hex));
  }

  private static byte[] flipped(byte[] bytes, int at) {
    byte[] bent = Arrays.copyOf(bytes, bytes.length);
    bent[at] ^= 1;
    return bent;
  }

  private static byte[] plusOrder(byte[] signature) {
    byte[] sum = Arrays.copyOf(signature, signature.length);
    byte[] order = bytes(ORDER);
    int carry = 0;
    for (int i = 0; i < order.length; i++) {
      carry += (sum[32 + i] & 255) + (order[i] & 255);
      sum[32 + i] = (byte) carry;
      carry >>= 8;
    }
    return sum;
  }
}
