package io.blackroad.mesh.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrantDeskTest {
  private static final String JOB = "0".repeat(32);
  private static final String OTHER_JOB = "1".repeat(32);
  private static final Want.Answer GRANT =
      new Want.Answer.Granted(new Hpke.Message(new byte[65], new byte[48]));

  private final GrantDesk desk = new GrantDesk();
  private final List<Want.Answer> answers = new ArrayList<>();

  private static Want want(String job, int block, String node) {
    SealKeyProof proof = new SealKeyProof(new byte[32], new byte[65], new byte[64]);
    return new Want(job, block, "n_" + node.repeat(32), proof);
  }

  private Want ask(String job, int block, String node, long atMillis) {
    Want want = want(job, block, node);
    desk.ask(want, answers::add, atMillis);
    return want;
  }

  private String refusal() {
    assertEquals(1, answers.size());
    return answers.remove(0) instanceof Want.Answer.Refused refused ? refused.reason() : "granted";
  }

  @Test
  void passesAQuestionOnOnceAndItsAnswerBack() {
    desk.open(JOB, 0);
    Want want = ask(JOB, 3, "a", 1);
    assertEquals(List.of(want), desk.attend(JOB, false, 2));
    assertEquals(List.of(), desk.attend(JOB, false, 3));
    assertEquals(List.of(want), desk.attend(JOB, true, 4));
    assertTrue(desk.answer(want.asked(), GRANT));
    assertEquals(List.of(GRANT), answers);
    assertFalse(desk.answer(want.asked(), GRANT));
    assertEquals(List.of(), desk.attend(JOB, true, 5));
  }

  @Test
  void keepsJobsBlocksAndNodesApart() {
    desk.open(JOB, 0);
    desk.open(OTHER_JOB, 0);
    Want one = ask(JOB, 1, "a", 1);
    Want block = ask(JOB, 2, "a", 1);
    Want node = ask(JOB, 1, "b", 1);
    Want job = ask(OTHER_JOB, 1, "a", 1);
    assertEquals(List.of(one, block, node), desk.attend(JOB, false, 2));
    assertEquals(List.of(job), desk.attend(OTHER_JOB, false, 2));
    assertEquals(List.of(), answers);
  }

  @Test
  void aJobThatIsOverHasNoQuestions() {
    desk.open(JOB, 0);
    ask(JOB, 0, "a", 1);
    desk.close(JOB);
    assertEquals("the job is over", refusal());
    assertEquals(List.of(), desk.attend(JOB, false, 2));
  }

  @Test
  void questionsOfARestartedSeedsJobsWaitForTheirSubmitters() {
    Want want = ask(JOB, 0, "a", 0);
    assertEquals(List.of(), answers);
    assertEquals(List.of(), desk.attend(JOB, false, 1), "who has not opened it gets nothing");
    desk.open(JOB, 2);
    assertEquals(List.of(want), desk.attend(JOB, false, 3));
    assertEquals(List.of(), desk.sweep(3));
  }

  @Test
  void questionsOfJobsThatNobodyKnowsEndAndHaveALimit() {
    for (int job = 0; job < GrantDesk.UNKNOWN_JOBS_MAX; job++) {
      ask("job " + job, 0, "a", 0);
    }
    ask(JOB, 0, "a", 0);
    assertEquals("no such job is open", refusal());
    assertEquals(List.of(), desk.sweep(GrantDesk.WANT_MILLIS));
    assertEquals(GrantDesk.UNKNOWN_JOBS_MAX, answers.size());
    answers.clear();
    ask(JOB, 0, "a", GrantDesk.WANT_MILLIS);
    assertEquals(List.of(), answers);
    assertEquals(List.of(), desk.sweep(GrantDesk.AWAY_MILLIS * 2));
  }

  @Test
  void aSecondQuestionTakesTheFirstOnesPlace() {
    desk.open(JOB, 0);
    ask(JOB, 0, "a", 1);
    desk.attend(JOB, false, 2);
    Want again = ask(JOB, 0, "a", 3);
    assertEquals("asked again", refusal());
    assertEquals(List.of(again), desk.attend(JOB, false, 4));
  }

  @Test
  void noQuestionWaitsForever() {
    desk.open(JOB, 0);
    Want want = ask(JOB, 0, "a", 100);
    desk.sweep(100 + GrantDesk.WANT_MILLIS - 1);
    assertEquals(List.of(), answers);
    desk.sweep(100 + GrantDesk.WANT_MILLIS);
    assertEquals("the submitter does not answer", refusal());
    assertFalse(desk.answer(want.asked(), GRANT));
  }

  @Test
  void namesTheJobsWhoseSubmitterIsGone() {
    desk.open(JOB, 0);
    desk.open(OTHER_JOB, 0);
    desk.attend(OTHER_JOB, false, 1);
    assertEquals(List.of(), desk.sweep(GrantDesk.AWAY_MILLIS - 1));
    assertEquals(List.of(JOB), desk.sweep(GrantDesk.AWAY_MILLIS));
    desk.attend(JOB, false, GrantDesk.AWAY_MILLIS);
    assertEquals(List.of(OTHER_JOB), desk.sweep(GrantDesk.AWAY_MILLIS + 1));
    desk.close(OTHER_JOB);
    assertEquals(List.of(), desk.sweep(GrantDesk.AWAY_MILLIS + 1));
  }

  @Test
  void theQuestionsOfAJobHaveALimit() {
    desk.open(JOB, 0);
    for (int block = 0; block < GrantDesk.WANTS_PER_JOB_MAX; block++) {
      ask(JOB, block, "a", 1);
    }
    assertEquals(List.of(), answers);
    ask(JOB, GrantDesk.WANTS_PER_JOB_MAX, "a", 1);
    assertEquals(GrantDesk.WANTS_PER_JOB_MAX + " questions wait already", refusal());
    assertEquals(GrantDesk.WANTS_PER_JOB_MAX, desk.attend(JOB, false, 2).size());
  }

  @Test
  void aSubmitterThatGrantsNothingIsForsakenAsWell() {
    desk.open(JOB, 0);
    for (int i = 1; i < GrantDesk.REFUSALS_MAX; i++) {
      Want refused = ask(JOB, i, "aa", 1);
      assertTrue(desk.answer(refused.asked(), new Want.Answer.Refused("no")));
    }
    assertEquals(List.of(), desk.sweep(2));
    Want granted = ask(JOB, 0, "aa", 2);
    assertTrue(desk.answer(granted.asked(), GRANT));
    for (int i = 0; i < GrantDesk.REFUSALS_MAX; i++) {
      assertEquals(List.of(), desk.sweep(3));
      Want refused = ask(JOB, i, "aa", 3);
      assertTrue(desk.answer(refused.asked(), new Want.Answer.Refused("no")));
    }
    assertEquals(List.of(JOB), desk.sweep(4));
  }
}
