package io.blackroad.mesh.hash;

/** The compression function of SHA-256 (FIPS 180-4 6.2.2), eight rounds unrolled. */
final class Sha256Block {
  /** FIPS 180-4 4.2.2: the first 32 bits of the fractions of the cube roots of 2 to 311. */
  private static final int[] K = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
  };

  private final int[] schedule = new int[64];

  /**
   * Mixes the 64 bytes of {@code data} from {@code from} on into the eight words of {@code state}.
   */
  void compress(int[] state, byte[] data, int from) {
    expand(schedule, data, from);
    mix(state, schedule);
  }

  /** Step 1, the message schedule; each word with its round's constant already added. */
  private static void expand(int[] w, byte[] data, int from) {
    for (int i = 0, at = from; i < 16; i++, at += 4) {
      w[i] =
          data[at] << 24
              | (data[at + 1] & 255) << 16
              | (data[at + 2] & 255) << 8
              | (data[at + 3] & 255);
    }
    for (int i = 16; i < 64; i++) {
      int early = w[i - 15];
      int late = w[i - 2];
      int sigma0 = (early >>> 7 | early << 25) ^ (early >>> 18 | early << 14) ^ early >>> 3;
      int sigma1 = (late >>> 17 | late << 15) ^ (late >>> 19 | late << 13) ^ late >>> 10;
      w[i] = w[i - 16] + sigma0 + w[i - 7] + sigma1;
      w[i - 16] += K[i - 16];
    }
    for (int i = 48; i < 64; i++) {
      w[i] += K[i];
    }
  }

  /**
   * Steps 2 to 4. In each round {@code h} becomes T1, is added to {@code d}, and becomes T1 + T2;
   * instead of moving eight words on, the next round names them one further.
   */
  private static void mix(int[] state, int[] w) {
    int a = state[0];
    int b = state[1];
    int c = state[2];
    int d = state[3];
    int e = state[4];
    int f = state[5];
    int g = state[6];
    int h = state[7];
    for (int i = 0; i < 64; i += 8) {
      d += h += first(e, f, g) + w[i];
      h += second(a, b, c);
      c += g += first(d, e, f) + w[i + 1];
      g += second(h, a, b);
      b += f += first(c, d, e) + w[i + 2];
      f += second(g, h, a);
      a += e += first(b, c, d) + w[i + 3];
      e += second(f, g, h);
      h += d += first(a, b, c) + w[i + 4];
      d += second(e, f, g);
      g += c += first(h, a, b) + w[i + 5];
      c += second(d, e, f);
      f += b += first(g, h, a) + w[i + 6];
      b += second(c, d, e);
      e += a += first(f, g, h) + w[i + 7];
      a += second(b, c, d);
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
  }

  /** The big sigma 1 and choice of T1. */
  private static int first(int e, int f, int g) {
    return ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7)) + (g ^ (e & (f ^ g)));
  }

  /** T2: the big sigma 0 and majority. */
  private static int second(int a, int b, int c) {
    return ((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10))
        + ((a & b) | (c & (a | b)));
  }
}
