package io.blackroad.mesh.schedule;

/**
 * How long sessions last, measured: a hazard (ends per millisecond) for each age, ages in half
 * octaves. A session that still runs counts with the time that it has run, so short ones are not
 * over-counted. Until enough are seen the prior speaks: Weibull with median 5 min and shape 1/2,
 * the form found for page visits (Liu, White, Dumais 2010, SIGIR) and for peers (Stutzbach, Rejaie
 * 2006, IMC): the longer one has stayed, the longer it will. Arithmetic is + - * / and square
 * roots, equal on every platform.
 */
public final class SessionSurvival {
  /** Median session before any was seen. */
  static final long MEDIAN_MILLIS = 300_000;

  /** Sessions that the prior is worth. */
  private static final double PRIOR_SESSIONS = 50;

  /** Half octaves from 1 s to 36 h, what is younger, and what is older. */
  private static final int BUCKETS = 37;

  private static final long FIRST_EDGE_MILLIS = 1_000;

  /** Ends after which what was seen counts half, so that the estimate follows the visitors. */
  private static final double ENDS_MAX = 8_192;

  private static final double LN_2 = 0.6931471805599453;

  private final double[] ends = new double[BUCKETS];
  private final double[] exposure = new double[BUCKETS];
  private double endsSeen;

  public SessionSurvival() {
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      double from = halvings(edge(bucket));
      boolean last = bucket == BUCKETS - 1;
      double to = last ? 0 : halvings(edge(bucket + 1));
      double surviving = last ? 0 : decay(to * LN_2);
      ends[bucket] = PRIOR_SESSIONS * (decay(from * LN_2) - surviving);
      exposure[bucket] = PRIOR_SESSIONS * (rest(from) - (last ? 0 : rest(to)));
    }
  }

  /** A running session was seen to live from one age to another. */
  public void lived(long fromAgeMillis, long toAgeMillis) {
    long from = Math.max(0, fromAgeMillis);
    for (int bucket = bucket(from); from < toAgeMillis; bucket++) {
      long to = Math.min(toAgeMillis, edge(bucket + 1));
      exposure[bucket] += to - from;
      from = to;
    }
  }

  /** A session ended at that age, up to which it was seen to live. */
  public void ended(long ageMillis) {
    ends[bucket(ageMillis)]++;
    endsSeen++;
    if (endsSeen >= ENDS_MAX) {
      endsSeen /= 2;
      for (int bucket = 0; bucket < BUCKETS; bucket++) {
        ends[bucket] /= 2;
        exposure[bucket] /= 2;
      }
    }
  }

  /** Chance per millisecond that a session of that age ends now. */
  double hazard(long ageMillis) {
    return hazardIn(bucket(ageMillis));
  }

  private double hazardIn(int bucket) {
    return ends[bucket] / exposure[bucket];
  }

  /** Chance, 0 to 1, that a session of that age lives {@code forMillis} longer. */
  public double survives(long ageMillis, long forMillis) {
    double sum = 0;
    long from = Math.max(0, ageMillis);
    long end = from + forMillis;
    for (int bucket = bucket(from); from < end; bucket++) {
      long to = Math.min(end, edge(bucket + 1));
      sum += (to - from) * hazardIn(bucket);
      from = to;
    }
    return decay(sum);
  }

  /** How much longer a session of that age is expected to live, in milliseconds. */
  public long expectedRestMillis(long ageMillis) {
    double rest = 0;
    double alive = 1;
    long from = Math.max(0, ageMillis);
    for (int bucket = bucket(from); bucket < BUCKETS - 1; bucket++) {
      double hazard = hazardIn(bucket);
      double survives = decay((edge(bucket + 1) - from) * hazard);
      rest += alive * (1 - survives) / hazard;
      alive *= survives;
      from = edge(bucket + 1);
    }
    return (long) (rest + alive / hazardIn(BUCKETS - 1));
  }

  private static int bucket(long ageMillis) {
    if (ageMillis < FIRST_EDGE_MILLIS) {
      return 0;
    }
    if (ageMillis >= edge(BUCKETS - 1)) {
      return BUCKETS - 1;
    }
    int octave = 63 - Long.numberOfLeadingZeros(ageMillis / FIRST_EDGE_MILLIS);
    int upperHalf = ageMillis >= (FIRST_EDGE_MILLIS * 3 / 2) << octave ? 1 : 0;
    return 1 + 2 * octave + upperHalf;
  }

  /** Age at which a bucket begins; the one after the last begins never. */
  private static long edge(int bucket) {
    if (bucket == 0) {
      return 0;
    }
    if (bucket >= BUCKETS) {
      return Long.MAX_VALUE;
    }
    long octave = FIRST_EDGE_MILLIS << ((bucket - 1) / 2);
    return bucket % 2 == 0 ? octave * 3 / 2 : octave;
  }

  /** How often the prior has halved by that age: survival is 2^-sqrt(age / median). */
  private static double halvings(long ageMillis) {
    return Math.sqrt(ageMillis / (double) MEDIAN_MILLIS);
  }

  /** The prior's survival, summed from an age to eternity, in milliseconds. */
  private static double rest(double halvings) {
    return 2 * MEDIAN_MILLIS * decay(halvings * LN_2) * (halvings / LN_2 + 1 / (LN_2 * LN_2));
  }

  /** e^-x for x >= 0, to nine digits: a short series of a small part of x, squared up. */
  private static double decay(double x) {
    if (x > 600) {
      return 0;
    }
    int squarings = 0;
    double part = x;
    while (part > 1.0 / 64) {
      part /= 2;
      squarings++;
    }
    double e = 1 - part * (1 - part / 2 * (1 - part / 3 * (1 - part / 4)));
    for (int i = 0; i < squarings; i++) {
      e *= e;
    }
    return e;
  }
}
