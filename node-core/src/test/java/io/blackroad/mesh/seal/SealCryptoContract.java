package io.blackroad.mesh.seal;

import io.blackroad.mesh.hash.Hex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** What every {@link SealCrypto} keeps. The vectors in spec/vectors/hpke.json go further. */
public final class SealCryptoContract {
  /** McGrew and Viega, The Galois/Counter Mode of Operation, appendix B, test case 4. */
  private static final GcmKey KEY =
      new GcmKey(hex("feffe9928665731c6d6a8f9467308308"), hex("cafebabefacedbaddecaf888"));

  private static final byte[] AAD = hex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
  private static final byte[] PLAIN =
      hex(
          "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
              + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
  private static final byte[] SEALED =
      hex(
          "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e"
              + "21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091"
              + "5bc94fbc3221a5db94fae95ae7121a47");

  /** The prime of the curve's field: a coordinate that is not below it has a second spelling. */
  private static final String PRIME =
      "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff";

  private final SealCrypto crypto;
  private final Consumer<List<String>> done;
  private final List<String> violations = new ArrayList<>();
  private int due = 1;

  private SealCryptoContract(SealCrypto crypto, Consumer<List<String>> done) {
    this.crypto = crypto;
    this.done = done;
  }

  /** Hands what {@code crypto} breaks to {@code done}, once all its answers are there. */
  public static void check(SealCrypto crypto, Consumer<List<String>> done) {
    SealCryptoContract contract = new SealCryptoContract(crypto, done);
    contract.encrypts();
    contract.decrypts();
    contract.agrees();
    contract.answered();
  }

  private static byte[] hex(String digits) {
    return Hex.require(digits);
  }

  private void unless(boolean kept, String violation) {
    if (!kept) {
      violations.add(violation);
    }
  }

  private void answered() {
    if (--due == 0) {
      done.accept(List.copyOf(violations));
    }
  }

  private void encrypts() {
    due++;
    byte[] plain = PLAIN.clone();
    byte[] aad = AAD.clone();
    crypto.encrypt(
        KEY,
        aad,
        plain,
        made -> {
          unless(Arrays.equals(SEALED, made), "encrypted to " + Hex.of(made));
          answered();
        });
    Arrays.fill(plain, (byte) 99); // what is encrypted is the plaintext as it was at the call
    Arrays.fill(aad, (byte) 99);
  }

  private void decrypts() {
    opens("what was sealed", true, KEY, AAD, SEALED);
    for (int at : new int[] {0, PLAIN.length - 1, PLAIN.length, SEALED.length - 1}) {
      opens("a flipped bit of byte " + at, false, KEY, AAD, flipped(SEALED, at));
    }
    opens("a byte less", false, KEY, AAD, Arrays.copyOf(SEALED, SEALED.length - 1));
    opens("a byte more", false, KEY, AAD, Arrays.copyOf(SEALED, SEALED.length + 1));
    opens("the text without its tag", false, KEY, AAD, Arrays.copyOf(SEALED, PLAIN.length));
    opens("less than a tag", false, KEY, AAD, Arrays.copyOf(SEALED, GcmKey.TAG_BYTES - 1));
    opens("nothing", false, KEY, AAD, new byte[0]);
    opens("other associated data", false, KEY, flipped(AAD, 0), SEALED);
    opens("no associated data", false, KEY, new byte[0], SEALED);
    opens("another key", false, new GcmKey(flipped(KEY.key(), 15), KEY.nonce()), AAD, SEALED);
    opens("another nonce", false, new GcmKey(KEY.key(), flipped(KEY.nonce(), 0)), AAD, SEALED);
  }

  private void opens(String what, boolean opens, GcmKey key, byte[] aad, byte[] sealed) {
    due++;
    crypto.decrypt(
        key,
        aad,
        sealed,
        opened -> {
          boolean right =
              opened instanceof Unsealed.Plain plain && Arrays.equals(PLAIN, plain.bytes());
          unless(opens ? right : opened instanceof Unsealed.Refused, what + " gave " + opened);
          answered();
        });
  }

  static byte[] flipped(byte[] bytes, int at) {
    byte[] flipped = bytes.clone();
    flipped[at] ^= 1;
    return flipped;
  }

  private void agrees() {
    due += 2;
    crypto.generate(one -> crypto.generate(other -> agree(one, other)));
  }

  private void agree(SealKey one, SealKey other) {
    byte[] key = one.publicKey();
    unless(key.length == SealKey.PUBLIC_BYTES && key[0] == 4, "a public key " + Hex.of(key));
    unless(!Arrays.equals(key, other.publicKey()), "two pairs are one");
    byte[] shared = one.publicKey();
    shared[1]++;
    unless(Arrays.equals(key, one.publicKey()), "callers share the public key");
    one.agree(
        other.publicKey(),
        here -> {
          other.agree(key, there -> compare(here, there));
          answered();
        });
    strangers(one, other.publicKey());
  }

  private void compare(Unsealed here, Unsealed there) {
    boolean same =
        here instanceof Unsealed.Plain one
            && there instanceof Unsealed.Plain other
            && one.bytes().length == Hkdf.HASH_BYTES
            && Arrays.equals(one.bytes(), other.bytes());
    unless(same, "two that should agree do not: " + here + ", " + there);
    answered();
  }

  private void strangers(SealKey key, byte[] good) {
    refuses(key, "nothing", new byte[0]);
    refuses(key, "infinity", new byte[1]);
    refuses(key, "infinity in 65 bytes", new byte[SealKey.PUBLIC_BYTES]);
    byte[] origin = new byte[SealKey.PUBLIC_BYTES];
    origin[0] = 4;
    refuses(key, "the origin, which is on no curve of this kind", origin);
    refuses(key, "a point beside the curve", flipped(good, SealKey.PUBLIC_BYTES - 1));
    refuses(key, "a byte less", Arrays.copyOf(good, SealKey.PUBLIC_BYTES - 1));
    refuses(key, "a byte more", Arrays.copyOf(good, SealKey.PUBLIC_BYTES + 1));
    byte[] compressed = Arrays.copyOf(good, 33);
    compressed[0] = (byte) (2 + (good[SealKey.PUBLIC_BYTES - 1] & 1));
    refuses(key, "a compressed point", compressed);
    byte[] hybrid = good.clone();
    hybrid[0] = (byte) (6 + (good[SealKey.PUBLIC_BYTES - 1] & 1));
    refuses(key, "a point in hybrid form", hybrid);
    // (0, y) is a point; so would (p, y) be to whoever reduces first.
    refuses(
        key,
        "a coordinate of p",
        hex("04" + PRIME + "66485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4"));
  }

  private void refuses(SealKey key, String what, byte[] peer) {
    due++;
    key.agree(
        peer,
        agreed -> {
          unless(agreed instanceof Unsealed.Refused, what + " was taken for a public key");
          answered();
        });
  }
}
