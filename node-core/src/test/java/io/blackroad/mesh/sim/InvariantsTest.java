package io.blackroad.mesh.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.log.Action;
import io.blackroad.mesh.log.Chain;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.log.Posting;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Job;
import io.blackroad.mesh.task.Tensor;
import io.blackroad.mesh.task.TokenBatch;
import org.junit.jupiter.api.Test;

/** What a large simulation checks, it finds: each invariant is broken here on purpose. */
class InvariantsTest {
  private final Oracle oracle = new Oracle();
  private final SimBooks books = new SimBooks(oracle, false);
  private final SimRandom random = new SimRandom(5);
  private final Chain chain =
      Chain.begin("mesh/test", new Chain.Ports(new SimDigest(), new SimClock(), random));
  private final Job job = Jobs.of("j_1", 2, Confidence.STANDARD, random);

  private LoggedEntry entry(Action action) {
    return chain.append("n_1", action, 1, new JsonObject().build());
  }

  private LogBatch.Draft draft(Action action) {
    LogBatch.Draft draft = new LogBatch.Draft();
    draft.entries.add(entry(action));
    return draft;
  }

  private void begin() {
    LogBatch.Draft draft = draft(Action.GENESIS);
    draft.jobsAdmitted.add(job);
    books.stored(draft.batch());
  }

  private AcceptedOutput output(int text, float lie) {
    TokenBatch input = job.inputs().slice(text, text + 1);
    Tensor answer = Attacks.bent(oracle.answer(input), lie);
    return new AcceptedOutput(job.id(), "t_" + text, text, text, 1, "n_1", answer);
  }

  private void accept(int text, float lie) {
    LogBatch.Draft draft = draft(Action.VERIFY);
    draft.outputs.add(output(text, lie));
    books.stored(draft.batch());
    books.accepted(output(text, lie));
  }

  private void pay(Posting posting) {
    LogBatch.Draft draft = draft(Action.REWARD);
    draft.postings.add(posting);
    books.stored(draft.batch());
  }

  private void end() {
    LogBatch.Draft draft = draft(Action.TASK);
    draft.jobsEnded.add(job.id());
    books.stored(draft.batch());
  }

  private void assertFound(String problem) {
    assertTrue(books.finalProblem().startsWith(problem), books.finalProblem());
  }

  @Test
  void aSoundRunIsSound() {
    begin();
    accept(0, 0);
    accept(1, 0);
    pay(new Posting("k", "treasury", "n_1", 7, chain.nextSeq()));
    end();
    assertEquals("", books.finalProblem());
    assertEquals(0, books.jobs.wrong());
    assertEquals(7, books.money.earned("n_1"));
  }

  @Test
  void findsAnEntryThatWasChanged() {
    begin();
    LoggedEntry entry = entry(Action.TASK);
    JsonObject other = new JsonObject().put("other", true);
    books.stored(LogBatch.of(new LoggedEntry(entry.entry(), other.build(), entry.salt())));
    assertFound("the chain breaks at 1");
  }

  @Test
  void findsATaskThatWasLost() {
    begin();
    accept(0, 0);
    end();
    assertFound("ended without the answers to 1 texts");
  }

  @Test
  void findsAJobThatNeverEnded() {
    begin();
    assertFound("1 jobs were not finished");
  }

  @Test
  void findsATaskThatWasAcceptedTwice() {
    begin();
    accept(0, 0);
    accept(0, 0);
    assertFound("accepted twice");
  }

  @Test
  void findsAnOutputThatWasNotHandedOut() {
    begin();
    accept(0, 0);
    LogBatch.Draft draft = draft(Action.VERIFY);
    draft.outputs.add(output(1, 0));
    books.stored(draft.batch());
    end();
    assertFound("2 outputs were accepted, 1 handed out");
  }

  @Test
  void countsWrongOutputsUntilTheyAreCorrected() {
    begin();
    accept(0, 0.01f);
    accept(1, 0);
    assertEquals(1, books.jobs.wrong());
    assertEquals(1, books.jobs.standingWrong());
    LogBatch.Draft draft = draft(Action.VERIFY);
    draft.corrections.add(output(0, 0));
    books.stored(draft.batch());
    assertEquals(0, books.jobs.standingWrong());
    assertEquals(1, books.jobs.corrected());
  }

  @Test
  void findsAPostingThatIsBookedTwice() {
    begin();
    pay(new Posting("k", "treasury", "n_1", 7, chain.nextSeq()));
    pay(new Posting("k", "treasury", "n_1", 7, chain.nextSeq()));
    assertFound("paid twice: k");
  }

  @Test
  void findsAPostingThatIsNotOnRecord() {
    begin();
    pay(new Posting("k", "treasury", "n_1", 7, chain.nextSeq() + 1));
    assertFound("not on record");
  }

  @Test
  void findsAnAccountBelowZero() {
    begin();
    pay(new Posting("k", "n_2", "n_1", 7, chain.nextSeq()));
    assertFound("n_2 stands at -7");
  }

  @Test
  void findsWhatIsTakenFromANodeThatWasNotCaught() {
    begin();
    pay(new Posting("k", "treasury", "escrow:n_1", 7, chain.nextSeq()));
    assertEquals("", books.problem());
    pay(new Posting("l", "escrow:n_1", "treasury", 7, chain.nextSeq()));
    assertFound("taken from a node that was not caught");
  }
}
