package io.blackroad.mesh.conformance;

import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.witness.Checkpoint;
import io.blackroad.mesh.witness.CheckpointJson;
import io.blackroad.mesh.witness.ReceiptJson;
import io.blackroad.mesh.witness.SignedCheckpoint;
import java.util.ArrayList;
import java.util.List;

/** Writes spec/vectors/witness.json. */
final class HistoryVectorFile {
  private static final String CONSISTENT = "consistent";
  private static final String REFUSED = "refused";
  private static final String SPLIT = "split";
  private static final String NOT_CONTINUED = "not_continued";
  private static final String TIME_BACKWARDS = "time_backwards";

  private final SampleLog log = new SampleLog(70, 20_261_122);

  /** The same seed's log, told otherwise from the first entry on. */
  private final SampleLog rewritten = new SampleLog(70, 7);

  private final VectorFile file = new VectorFile("steps");
  private final List<Json> steps = new ArrayList<>();

  private HistoryVectorFile() {}

  static String text() {
    HistoryVectorFile vectors = new HistoryVectorFile();
    vectors.honest();
    vectors.splits();
    vectors.rewritings();
    vectors.proofs();
    vectors.times();
    vectors.strangers();
    return vectors.file.text(
        "checkpoints as one witness sees them, one after the other: outcome says what it makes of"
            + " each; proof is what the seed answers when it is asked to prove consistency");
  }

  private void honest() {
    step(log.signed(1), CONSISTENT);
    step(log.signed(2), CONSISTENT, proof(1, 2));
    step(log.signed(7), CONSISTENT, proof(2, 7));
    step(log.signed(8), CONSISTENT, proof(7, 8));
    step(log.signed(64), CONSISTENT, proof(8, 64));
    step(log.signed(70), CONSISTENT, proof(64, 70));
    end("a log that grows");
    step(log.signed(37), CONSISTENT);
    step(log.signed(37), CONSISTENT);
    end("the same checkpoint again");
    step(log.signed(37), CONSISTENT);
    step(at(log.checkpoint(37), 1), CONSISTENT);
    end("the same log, stated later");
    step(log.signed(37), CONSISTENT);
    step(log.signed(20), CONSISTENT, proof(20, 37));
    step(log.signed(40), CONSISTENT, proof(37, 40));
    end("an older checkpoint in between changes nothing");
  }

  private void splits() {
    step(log.signed(37), CONSISTENT);
    step(rewritten.signed(37), SPLIT);
    end("another log of the same size");
    step(log.signed(37), CONSISTENT);
    Checkpoint same = log.checkpoint(37);
    step(
        signed(
            new Checkpoint(
                same.chain(), 37, same.root(), log.entry(3).entry().hash(), same.timestampNanos())),
        SPLIT);
    end("the same root with another head");
    step(log.signed(10), CONSISTENT);
    step(log.signed(37), CONSISTENT, proof(10, 37));
    step(rewritten.signed(37), SPLIT);
    end("another log of the same size, after the witness moved on");
  }

  private void rewritings() {
    step(log.signed(37), CONSISTENT);
    step(rewritten.signed(40), NOT_CONTINUED, hex(rewritten.prover().consistency(37, 40).path()));
    end("history rewritten, with the new log's own proof");
    step(log.signed(37), CONSISTENT);
    step(rewritten.signed(40), NOT_CONTINUED, proof(37, 40));
    end("history rewritten, with the old log's proof");
    step(log.signed(37), CONSISTENT);
    step(rewritten.signed(40), NOT_CONTINUED);
    end("history rewritten, without a proof");
    step(log.signed(37), CONSISTENT);
    step(rewritten.signed(20), NOT_CONTINUED, hex(rewritten.prover().consistency(20, 37).path()));
    end("an older checkpoint of another history");
    step(log.signed(37), CONSISTENT);
    step(at(log.checkpoint(30), 60_000_000_000L), TIME_BACKWARDS, proof(30, 37));
    end("the log's tail cut off, stated as new");
    step(log.signed(64), CONSISTENT);
    step(rewritten.signed(70), NOT_CONTINUED, hex(rewritten.prover().consistency(64, 70).path()));
    end("history rewritten behind a full subtree");
  }

  private void proofs() {
    List<String> right = proof(37, 70);
    for (int i = 0; i < right.size(); i++) {
      List<String> bent = new ArrayList<>(right);
      bent.set(i, CheckpointVectorFile.flip(right.get(i), 5 * i));
      grown("one bit of hash " + i + " of the proof flipped", bent);
      List<String> shorter = new ArrayList<>(right);
      shorter.remove(i);
      grown("the proof without hash " + i, shorter);
    }
    List<String> longer = new ArrayList<>(right);
    longer.add(right.get(0));
    grown("the proof with a hash more", longer);
    grown("the proof backwards", right.reversed());
    grown("the proof of another size before", proof(36, 70));
    grown("the proof of another size behind", proof(37, 69));
    grown("an empty proof", List.of());
  }

  private void grown(String why, List<String> proof) {
    step(log.signed(37), CONSISTENT);
    step(log.signed(70), NOT_CONTINUED, proof);
    end(why);
  }

  private void times() {
    step(log.signed(37), CONSISTENT);
    Checkpoint longer = log.checkpoint(40);
    long back = log.checkpoint(37).timestampNanos() - longer.timestampNanos();
    step(at(longer, back - 1), TIME_BACKWARDS, proof(37, 40));
    end("a longer log that is a nanosecond older");
    step(log.signed(37), CONSISTENT);
    step(at(longer, back), TIME_BACKWARDS, proof(37, 40));
    end("a longer log of the same time");
    step(log.signed(37), CONSISTENT);
    step(at(longer, back + 1), CONSISTENT, proof(37, 40));
    end("a longer log that is a nanosecond younger");
    step(log.signed(37), CONSISTENT);
    step(at(log.checkpoint(30), -back + 1), CONSISTENT, proof(30, 37));
    end("a shorter log that is older");
  }

  private void strangers() {
    step(SampleLog.signed(log.checkpoint(37), SampleLog.OTHER_KEY), REFUSED);
    step(log.signed(36), CONSISTENT);
    end("a checkpoint that another key signed is nobody's word");
    Checkpoint stated = log.checkpoint(37);
    Checkpoint elsewhere =
        new Checkpoint(
            "mesh/s_" + "0123456789abcdef".repeat(2),
            37,
            stated.root(),
            stated.headHash(),
            stated.timestampNanos());
    step(log.signed(36), CONSISTENT);
    step(signed(elsewhere), REFUSED);
    step(log.signed(37), CONSISTENT, proof(36, 37));
    end("a checkpoint of another chain convicts nobody");
    step(log.signed(36), CONSISTENT);
    SignedCheckpoint good = rewritten.signed(36);
    step(
        new SignedCheckpoint(
            good.checkpoint(), good.publicKey(), CheckpointVectorFile.flip(good.signature(), 99)),
        REFUSED);
    step(good, SPLIT);
    end("another history counts once it is signed");
  }

  private static SignedCheckpoint signed(Checkpoint checkpoint) {
    return SampleLog.signed(checkpoint, SampleLog.KEY);
  }

  private static SignedCheckpoint at(Checkpoint stated, long nanosLater) {
    return signed(
        new Checkpoint(
            stated.chain(),
            stated.treeSize(),
            stated.root(),
            stated.headHash(),
            stated.timestampNanos() + nanosLater));
  }

  private List<String> proof(int size1, int size2) {
    return hex(log.prover().consistency(size1, size2).path());
  }

  private static List<String> hex(List<byte[]> path) {
    return SampleLog.hex(path);
  }

  private void step(SignedCheckpoint checkpoint, String outcome) {
    steps.add(step(checkpoint).put("outcome", outcome).build());
  }

  private void step(SignedCheckpoint checkpoint, String outcome, List<String> proof) {
    steps.add(
        step(checkpoint).put("outcome", outcome).put("proof", ReceiptJson.hashes(proof)).build());
  }

  private static JsonObject step(SignedCheckpoint checkpoint) {
    return new JsonObject().put("checkpoint", CheckpointJson.toJson(checkpoint));
  }

  private void end(String why) {
    file.line(
        CanonicalJson.text(
            new JsonObject()
                .put("seed_id", SampleLog.seedId())
                .put("steps", steps)
                .put("why", why)
                .build()));
    steps.clear();
  }
}
