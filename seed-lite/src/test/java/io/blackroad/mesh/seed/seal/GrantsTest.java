package io.blackroad.mesh.seed.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.port.Clock;
import io.blackroad.mesh.seal.GrantDesk;
import io.blackroad.mesh.seal.Hpke;
import io.blackroad.mesh.seal.SealKeyProof;
import io.blackroad.mesh.seal.Want;
import io.blackroad.mesh.seed.JcaSignatureCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The desk of a seed, by a clock that is set. */
class GrantsTest {
  private static final String JOB = "j_0000000000000001";
  private static final String NAME = "0".repeat(32);
  private static final String NODE = "n_" + "a".repeat(32);

  private final List<String> forsaken = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private final List<Want.Answer> answers = new ArrayList<>();
  private long now = 1_000;

  private final Grants grants =
      new Grants(
          Runnable::run,
          new Clock() {
            @Override
            public long monotonicMillis() {
              return now;
            }

            @Override
            public long unixNanos() {
              return 0;
            }
          },
          new JcaSignatureCheck(),
          new Grants.Ends() {
            @Override
            public void forsaken(String jobId) {
              forsaken.add(jobId);
            }

            @Override
            public void refused(String nodeId) {
              refused.add(nodeId);
            }
          });

  private static Want want() {
    SealKeyProof proof = new SealKeyProof(new byte[32], new byte[65], new byte[64]);
    return new Want(NAME, 0, NODE, proof);
  }

  private void pass(long millis) {
    for (long end = now + millis; now < end; ) {
      now += 250;
      grants.step();
    }
  }

  @Test
  void aSubmitterThatWaitsIsAskedAtOnce() {
    grants.open(JOB, NAME);
    CompletableFuture<List<Want>> asked = grants.attend(NAME, false);
    assertFalse(asked.isDone());
    Want want = want();
    grants.ask(want, answers::add);
    assertEquals(List.of(want), asked.join());
    Want.Answer grant = new Want.Answer.Granted(new Hpke.Message(new byte[65], new byte[48]));
    assertEquals(1, grants.answer(Map.of(want.asked(), grant)).join());
    assertEquals(List.of(grant), answers);
    assertEquals(List.of(), refused);
  }

  @Test
  void whoWaitsForNothingIsToldSoInTimeAndCountsAsHeard() {
    grants.open(JOB, NAME);
    for (long waited = 0; waited < 3 * GrantDesk.AWAY_MILLIS; waited += Grants.ATTEND_MILLIS) {
      CompletableFuture<List<Want>> asked = grants.attend(NAME, false);
      pass(Grants.ATTEND_MILLIS + 500);
      assertEquals(List.of(), asked.join());
    }
    assertEquals(List.of(), forsaken);
  }

  @Test
  void aJobWhoseSubmitterIsGoneIsGivenUpOnce() {
    grants.open(JOB, NAME);
    assertTrue(grants.isOf(JOB, NAME));
    pass(GrantDesk.AWAY_MILLIS + 5_000);
    assertEquals(List.of(JOB), forsaken);
    assertFalse(grants.isOf(JOB, NAME));
    assertEquals(Long.MAX_VALUE, grants.wakeAtMillis());
  }

  @Test
  void aQuestionThatNobodyAnswersIsRefusedWithoutBlame() {
    grants.open(JOB, NAME);
    grants.ask(want(), answers::add);
    pass(GrantDesk.WANT_MILLIS + 500);
    assertInstanceOf(Want.Answer.Refused.class, answers.getFirst());
    assertEquals(List.of(NODE), refused);
  }

  @Test
  void ofTwoJobsWithOneNameTheFirstCounts() {
    grants.open(JOB, NAME);
    grants.open("j_0000000000000002", NAME);
    grants.ended("j_0000000000000002");
    assertEquals(JOB, grants.jobId(NAME));
    grants.ask(want(), answers::add);
    grants.ended(JOB);
    assertEquals("", grants.jobId(NAME));
    assertInstanceOf(Want.Answer.Refused.class, answers.getFirst());
  }

  @Test
  void aSeedThatEndsLetsNobodyWait() {
    grants.open(JOB, NAME);
    CompletableFuture<List<Want>> asked = grants.attend(NAME, false);
    grants.close();
    assertEquals(List.of(), asked.join());
  }
}
