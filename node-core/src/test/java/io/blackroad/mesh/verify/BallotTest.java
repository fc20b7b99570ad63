package io.blackroad.mesh.verify;

import static io.blackroad.mesh.verify.Booth.PROVEN;
import static io.blackroad.mesh.verify.Booth.RIGHT;
import static io.blackroad.mesh.verify.Booth.UNKNOWN;
import static io.blackroad.mesh.verify.Booth.WRONG;
import static io.blackroad.mesh.verify.Booth.vector;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class BallotTest {
  private final Booth booth = new Booth(Confidence.STANDARD);
  private final Booth pair = new Booth(Confidence.QUORUM);

  private static Verdict.Agreed agreed(Verdict verdict) {
    return assertInstanceOf(Verdict.Agreed.class, verdict);
  }

  @Test
  void unknownNodesNeedSevenVoicesForOneInTenThousand() {
    assertEquals(new Verdict.Pending(7), booth.ballot.verdict());
    for (int i = 1; i < 7; i++) {
      assertEquals(new Verdict.Pending(7 - i), booth.computes("n_" + i, RIGHT));
    }
    Verdict.Agreed agreed = agreed(booth.computes("n_7", RIGHT));
    assertEquals(Verdict.Method.QUORUM, agreed.method());
    // O = (0.2/0.8)^7 = 6.1035e-5, error = O / (1 + O).
    assertEquals(6.1031e-5, agreed.errorChance(), 1e-9);
  }

  @Test
  void provenNodeIsTakenAtItsWord() {
    booth.assign("n_a", PROVEN);
    assertEquals(new Verdict.Pending(0), booth.ballot.verdict());
    booth.commit("n_a", RIGHT);
    Verdict.Agreed agreed = agreed(booth.openAndReveal());
    assertEquals(Verdict.Method.CREDIBILITY, agreed.method());
    assertEquals("n_a", agreed.soleNode());
  }

  @Test
  void unknownPrimaryWantsItsPartnersAtOnce() {
    booth.assign("n_a", UNKNOWN);
    assertEquals(new Verdict.Pending(1), booth.ballot.verdict(PROVEN));
    assertEquals(new Verdict.Pending(6), booth.ballot.verdict(UNKNOWN));
  }

  @Test
  void twoVoicesAreWantedEvenOfProvenNodesWhenTheSubmitterSaysSo() {
    pair.assign("n_a", PROVEN);
    assertEquals(new Verdict.Pending(1), pair.ballot.verdict());
    pair.commit("n_a", RIGHT);
    assertEquals(List.of(), pair.ballot.open().reveal());
    assertEquals("", agreed(pair.computes("n_b", RIGHT)).soleNode());
  }

  @Test
  void dissentWantsMoreVoicesAndTheOutvotedIsNamed() {
    pair.computes("n_a", RIGHT);
    assertEquals(new Verdict.Pending(1), pair.computes("n_b", WRONG));
    Verdict.Agreed agreed = agreed(pair.computes("n_c", RIGHT));
    assertEquals(List.of("n_a", "n_c"), agreed.agreeing());
    assertEquals(List.of("n_b"), agreed.dissenting());
    assertEquals(RIGHT, agreed.output());
  }

  @Test
  void provenNodeDoesNotWinAContestByItsOwnWord() {
    booth.computes("n_new", RIGHT);
    assertInstanceOf(Verdict.Pending.class, booth.computes("n_traitor", 1e-6, WRONG));
    assertInstanceOf(Verdict.Pending.class, booth.computes("n_third", 1e-6, RIGHT));
    Verdict.Agreed agreed = agreed(booth.computes("n_fourth", 1e-6, RIGHT));
    assertEquals(List.of("n_traitor"), agreed.dissenting());
  }

  @Test
  void dissentCostsMoreVoicesWhereTheBoundIsStrict() {
    Booth strict = new Booth(Confidence.ofErrorPpm(60_000));
    assertEquals(new Verdict.Pending(2), strict.ballot.verdict());
    strict.assign("n_a", UNKNOWN);
    strict.assign("n_b", UNKNOWN);
    strict.commit("n_a", RIGHT);
    strict.commit("n_b", WRONG);
    assertEquals(new Verdict.Pending(3), strict.openAndReveal());
  }

  @Test
  void elevenUnknownNodesOutvoteFourThatCollude() {
    for (int i = 0; i < 4; i++) {
      booth.computes("n_liar" + i, WRONG);
    }
    for (int i = 0; i < 10; i++) {
      assertInstanceOf(Verdict.Pending.class, booth.computes("n_" + i, RIGHT));
    }
    assertEquals(RIGHT, agreed(booth.computes("n_10", RIGHT)).output());
  }

  @Test
  void sixteenVoicesThatDoNotSettleItAreDisputed() {
    for (int i = 0; i < Ballot.COPIES_MAX; i++) {
      assertInstanceOf(Verdict.Pending.class, booth.ballot.verdict());
      booth.computes("n_" + i, vector(i, 1));
    }
    assertEquals(
        booth.ballot.nodes(),
        assertInstanceOf(Verdict.Disputed.class, booth.ballot.verdict()).nodes());
    assertEquals(Ballot.COPIES_MAX, booth.ballot.nodes().size());
  }

  @Test
  void neverWantsMoreCopiesThanItMayHave() {
    Booth strict = new Booth(Confidence.ofErrorPpm(1));
    for (int i = 0; i < 15; i++) {
      strict.computes("n_" + i, vector(i, 1));
    }
    assertEquals(new Verdict.Pending(1), strict.ballot.verdict());
  }

  @Test
  void provenLiarIsOutvotedByItsCheckers() {
    booth.assign("n_liar", PROVEN);
    booth.commit("n_liar", WRONG);
    booth.ballot.check();
    booth.openAndReveal();
    booth.computes("n_b", PROVEN, RIGHT);
    booth.computes("n_c", PROVEN, RIGHT);
    Verdict.Agreed agreed = agreed(booth.computes("n_d", UNKNOWN, RIGHT));
    assertEquals(List.of("n_liar"), agreed.dissenting());
  }

  @Test
  void nodesOfOnePrefixAreOneVoice() {
    for (String node : List.of("n_a", "n_b", "n_c")) {
      pair.assign(node, new Voice("203.0.113", UNKNOWN), "wasm", false);
      pair.commit(node, WRONG);
      assertEquals(new Verdict.Pending(1), pair.openAndReveal());
    }
    assertTrue(pair.ballot.hasPrefix("203.0.113"));
    assertFalse(pair.ballot.hasPrefix(""));
    assertFalse(pair.ballot.hasPrefix("198.51.100"));
  }

  @Test
  void seedDecidesAtOnceAndItsBytesAreKept() {
    Tensor close = vector(0.60001f, 0.79999f);
    booth.assign("n_a", UNKNOWN);
    booth.commit("n_a", close);
    booth.assignSeed(CopyKind.CHECK);
    assertEquals(new Verdict.Pending(0), booth.ballot.verdict());
    booth.commit("n_seed", RIGHT);
    Verdict.Agreed agreed = agreed(booth.openAndReveal());
    assertEquals(Verdict.Method.SEED, agreed.method());
    assertEquals(List.of("n_a", "n_seed"), agreed.agreeing());
    assertEquals(RIGHT, agreed.output());
    assertEquals("", agreed.soleNode());
  }

  @Test
  void seedIsRightWhenAProvenVisitorDiffers() {
    booth.assign("n_a", PROVEN);
    booth.commit("n_a", WRONG);
    booth.ballot.check();
    booth.openAndReveal();
    booth.assignSeed(CopyKind.CHECK);
    booth.commit("n_seed", RIGHT);
    Verdict.Agreed agreed = agreed(booth.openAndReveal());
    assertEquals(List.of("n_seed"), agreed.agreeing());
    assertEquals(List.of("n_a"), agreed.dissenting());
  }

  @Test
  void differentBitsBetweenVisitorsDoNotAgreeHoweverClose() {
    pair.computes("n_a", RIGHT);
    assertEquals(new Verdict.Pending(1), pair.computes("n_b", vector(0.6f, Math.nextUp(0.8f))));
  }

  @Test
  void anotherEngineClassBuysAVisitorNoVoiceButAnExcuse() {
    pair.assign("n_x", new Voice("", UNKNOWN), "made-up", false);
    pair.commit("n_x", vector(0.60001f, 0.79999f));
    assertEquals(new Verdict.Pending(1), pair.computes("n_a", RIGHT));
    Verdict.Agreed agreed = agreed(pair.computes("n_b", RIGHT));
    assertEquals(List.of("n_x"), agreed.excused());
    assertEquals(List.of(), agreed.dissenting());
  }

  @Test
  void firstWordCountsWhenNoCheckIsWanted() {
    Verdict.Agreed agreed = agreed(new Booth(Confidence.OFF).computes("n_a", RIGHT));
    assertEquals(Verdict.Method.UNCHECKED, agreed.method());
    assertEquals("n_a", agreed.soleNode());
  }

  @Test
  void spotCheckTakesAnUnknownNodesWordUnlessTheSeedChecks() {
    Verdict.Agreed alone = agreed(new Booth(Confidence.SPOT_CHECK).computes("n_a", WRONG));
    assertEquals("n_a", alone.soleNode());
    Booth checked = new Booth(Confidence.SPOT_CHECK);
    checked.assign("n_a", UNKNOWN);
    checked.commit("n_a", WRONG);
    checked.ballot.check();
    assertEquals(new Verdict.Pending(1), checked.openAndReveal());
    checked.assignSeed(CopyKind.CHECK);
    assertEquals(1, checked.ballot.count(CopyKind.CHECK));
    checked.commit("n_seed", RIGHT);
    assertEquals(List.of("n_a"), agreed(checked.openAndReveal()).dissenting());
  }
}
