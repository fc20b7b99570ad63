package io.blackroad.mesh.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.sim.SimRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a liar could do that stays just inside the tolerance between engine classes, with the two
 * tolerances that the catalog has. Vectors are unit vectors of 384 elements, as all-MiniLM-L6-v2
 * makes. What follows for who is paid and proven is in {@link BallotTest} and {@link
 * StandingsTest}.
 */
class InsideToleranceTest {
  private static final int COLUMNS = 384;
  private static final Tolerance FLOAT = new Tolerance(0.99999, 1e-5);
  private static final Tolerance QUANTISED = new Tolerance(0.98, 0.05);

  /** Least cosine of honest native and WebAssembly results (results of the main job's bench). */
  private static final double HONEST_COSINE = 0.983334;

  private static final int TEXTS = 1_000;
  private static final int QUERIES = 50;

  private final SimRandom random = new SimRandom(20);
  private final List<double[]> texts = new ArrayList<>();

  InsideToleranceTest() {
    for (int i = 0; i < TEXTS; i++) {
      texts.add(direction());
    }
  }

  /** A direction that no other is nearer to than chance makes it. */
  private double[] direction() {
    double[] vector = new double[COLUMNS];
    for (int i = 0; i < COLUMNS; i++) {
      for (int k = 0; k < 12; k++) {
        vector[i] += random.below(1_000) - 499.5;
      }
    }
    return unit(vector);
  }

  private static double[] unit(double[] vector) {
    double norm = Math.sqrt(dot(vector, vector));
    double[] unit = new double[COLUMNS];
    for (int i = 0; i < COLUMNS; i++) {
      unit[i] = vector[i] / norm;
    }
    return unit;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < COLUMNS; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** {@code from} turned towards {@code to} until their cosine with {@code from} is that. */
  private static double[] turned(double[] from, double[] to, double cosine) {
    double[] sideways = new double[COLUMNS];
    double along = dot(from, to);
    for (int i = 0; i < COLUMNS; i++) {
      sideways[i] = to[i] - along * from[i];
    }
    double[] side = unit(sideways);
    double sine = Math.sqrt(1 - cosine * cosine);
    double[] turned = new double[COLUMNS];
    for (int i = 0; i < COLUMNS; i++) {
      turned[i] = cosine * from[i] + sine * side[i];
    }
    return turned;
  }

  private static float[] floats(double[] vector) {
    float[] floats = new float[COLUMNS];
    for (int i = 0; i < COLUMNS; i++) {
      floats[i] = (float) vector[i];
    }
    return floats;
  }

  /** The ten texts nearest to a query. */
  private List<Integer> nearest(double[] query) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < TEXTS; i++) {
      order.add(i);
    }
    double[] likeness = new double[TEXTS];
    for (int i = 0; i < TEXTS; i++) {
      likeness[i] = dot(query, texts.get(i));
    }
    order.sort(Comparator.comparingDouble(i -> -likeness[i]));
    return order.subList(0, 10);
  }

  private double kept(double cosine) {
    int kept = 0;
    for (int i = 0; i < QUERIES; i++) {
      double[] query = direction();
      List<Integer> before = nearest(query);
      List<Integer> after = new ArrayList<>(nearest(turned(query, direction(), cosine)));
      after.retainAll(before);
      kept += after.size();
    }
    return kept / (10.0 * QUERIES);
  }

  @Test
  void noiseUpToTheToleranceReordersNeighboursHardlyMoreThanHonestEnginesDo() {
    double honest = kept(HONEST_COSINE);
    double atTolerance = kept(QUANTISED.cosineMin());
    assertTrue(honest > 0.7 && honest < 0.95, "honest noise keeps " + honest);
    assertTrue(
        atTolerance >= honest - 0.05,
        atTolerance + " of the ten nearest kept, " + honest + " under honest noise");
  }

  /**
   * Why noise is not the whole story: turned towards a text of its choice, a quantised vector that
   * is inside the tolerance lifts that text's likeness by 0.2, twenty times what honest noise does.
   * So agreement with the seed must hand out the seed's bytes and must not make a node proven.
   */
  @Test
  void quantisedToleranceIsTooWideToBelieveALiarAlone() {
    double[] query = texts.get(0);
    double[] target = texts.get(1);
    double[] lie = turned(query, target, QUANTISED.cosineMin() + 1e-6);
    assertTrue(QUANTISED.holds(floats(query), floats(lie), COLUMNS));
    double lift = dot(lie, target) - dot(query, target);
    assertTrue(lift > 0.15 && lift < 0.21, "lift " + lift);
    assertFalse(nearest(query).contains(1));
    assertTrue(nearest(lie).contains(1), "the liar's choice is among the nearest");
  }

  /** Ten millionths in each of 384 elements turn a vector by at most 1e-5 * sqrt(384) = 0.0002. */
  @Test
  void floatToleranceLeavesNothingToGainWhicheverWayALiarTurns() {
    double[] query = texts.get(0);
    double[] target = texts.get(1);
    double[] lie = query.clone();
    for (int i = 0; i < COLUMNS; i++) {
      lie[i] += target[i] > 0 ? 0.99e-5 : -0.99e-5;
    }
    assertTrue(FLOAT.holds(floats(query), floats(lie), COLUMNS));
    double lift = dot(unit(lie), target) - dot(query, target);
    assertTrue(lift > 0 && lift < 0.0002, "lift " + lift);
    assertEquals(nearest(query), nearest(lie));
  }

  @Test
  void betweenVisitorsOneBitIsADifferenceAndANameIsOnlyAnExcuse() {
    Agreement agreement = new Agreement(QUANTISED, 2);
    Agreement.Result right = new Agreement.Result(Booth.RIGHT, "wasm", false);
    var bit = Booth.vector(0.6f, Math.nextUp(0.8f));
    Agreement.Result sameName = new Agreement.Result(bit, "wasm", false);
    Agreement.Result otherName = new Agreement.Result(bit, "made-up", false);
    Agreement.Result seed = new Agreement.Result(bit, "native", true);
    assertFalse(agreement.holds(right, sameName));
    assertFalse(agreement.excuses(right, sameName));
    assertFalse(agreement.holds(right, otherName));
    assertTrue(agreement.excuses(right, otherName));
    assertTrue(agreement.holds(right, seed));
    assertFalse(agreement.holds(right, new Agreement.Result(bit, "wasm", true)));
    Agreement.Result far = new Agreement.Result(Booth.WRONG, "made-up", false);
    assertFalse(agreement.excuses(right, far));
  }
}
