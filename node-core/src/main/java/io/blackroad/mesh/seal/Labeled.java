package io.blackroad.mesh.seal;

/**
 * LabeledExtract and LabeledExpand of RFC 9180 4, for one suite: a key that was made for one end
 * cannot come out where it is wanted for another.
 */
final class Labeled {
  private static final byte[] VERSION = Bytes.text("HPKE-v1");
  private static final byte[] NOTHING = {};

  /** DHKEM(P-256, HKDF-SHA256) (RFC 9180 7.1). */
  private static final int KEM_ID = 0x0010;

  /** HKDF-SHA256 (RFC 9180 7.2). */
  private static final int KDF_ID = 0x0001;

  /** AES-128-GCM (RFC 9180 7.3). */
  private static final int AEAD_ID = 0x0001;

  private final Hkdf hkdf;
  private final byte[] suite;

  private Labeled(Hkdf hkdf, byte[] suite) {
    this.hkdf = hkdf;
    this.suite = suite;
  }

  /** For what is within the KEM (RFC 9180 4.1). */
  static Labeled kem(Hkdf hkdf) {
    return new Labeled(hkdf, Bytes.join(Bytes.text("KEM"), Bytes.twoBytes(KEM_ID)));
  }

  /** For the key schedule (RFC 9180 5.1). */
  static Labeled hpke(Hkdf hkdf) {
    return new Labeled(
        hkdf,
        Bytes.join(
            Bytes.text("HPKE"),
            Bytes.twoBytes(KEM_ID),
            Bytes.twoBytes(KDF_ID),
            Bytes.twoBytes(AEAD_ID)));
  }

  byte[] extract(byte[] salt, String label, byte[] material) {
    return hkdf.extract(salt, Bytes.join(VERSION, suite, Bytes.text(label), material));
  }

  /** With an empty salt. */
  byte[] extract(String label, byte[] material) {
    return extract(NOTHING, label, material);
  }

  byte[] expand(byte[] key, String label, byte[] info, int bytes) {
    byte[] labeled = Bytes.join(Bytes.twoBytes(bytes), VERSION, suite, Bytes.text(label), info);
    return hkdf.expand(key, labeled, bytes);
  }
}
