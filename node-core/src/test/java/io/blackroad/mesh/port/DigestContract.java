package io.blackroad.mesh.port;

import io.blackroad.mesh.hash.Hex;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What every {@link Digest} keeps. */
public final class DigestContract {
  private DigestContract() {}

  /** What {@code digest} breaks. The vectors are those of FIPS 180-4's examples. */
  public static List<String> violations(Digest digest) {
    Violations violations = new Violations();
    check(
        violations, digest, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    check(
        violations,
        digest,
        "abc",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    check(
        violations,
        digest,
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    check(
        violations,
        digest,
        "a".repeat(1_000_000),
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    byte[] data = {1, 2, 3};
    byte[] first = digest.sha256(data);
    violations.unless(Arrays.equals(data, new byte[] {1, 2, 3}), "the data is changed");
    violations.unless(Arrays.equals(first, digest.sha256(data)), "a second call differs");
    first[0]++;
    violations.unless(!Arrays.equals(first, digest.sha256(data)), "calls share their result");
    return violations.list();
  }

  private static void check(Violations violations, Digest digest, String text, String hex) {
    byte[] data = text.getBytes(StandardCharsets.UTF_8);
    String actual = Hex.of(digest.sha256(data));
    violations.unless(
        actual.equals(hex),
        "SHA-256 of " + data.length + " bytes is " + actual + ", wanted " + hex);
  }
}
