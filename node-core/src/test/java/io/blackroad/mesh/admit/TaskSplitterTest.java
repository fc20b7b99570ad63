package io.blackroad.mesh.admit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Job;
import io.blackroad.mesh.task.Task;
import io.blackroad.mesh.task.TokenBatch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskSplitterTest {
  private final TaskSplitter splitter = new TaskSplitter(new Sha256());

  private static Job job(String id, int... lengths) {
    List<int[]> sequences = new ArrayList<>();
    for (int length : lengths) {
      sequences.add(new int[length]);
    }
    return new Job(
        id,
        "m",
        Confidence.QUORUM,
        false,
        "",
        "",
        NodeLimits.TASK_TOKENS_MAX,
        new TokenBatch(sequences));
  }

  private static int[] all(int texts, int length) {
    int[] lengths = new int[texts];
    java.util.Arrays.fill(lengths, length);
    return lengths;
  }

  @Test
  void everyTextIsInExactlyOneTaskInOrder() {
    Job job = job("j_1", all(100, 60));
    int next = 0;
    int shard = 0;
    for (Task task : splitter.split(job)) {
      assertEquals(next, task.firstText());
      assertEquals(shard++, task.shard());
      next += task.inputs().size();
    }
    assertEquals(100, next);
  }

  @Test
  void keepsToTextsAndTokens() {
    for (Task task : splitter.split(job("j_1", all(100, 5)))) {
      assertTrue(task.inputs().size() <= NodeLimits.TASK_TEXTS_MAX);
    }
    for (Task task : splitter.split(job("j_1", all(100, 100)))) {
      assertTrue(task.inputs().tokens() <= NodeLimits.TASK_TOKENS_MAX);
    }
  }

  @Test
  void textLongerThanATaskIsATaskOfItsOwn() {
    int longest = NodeLimits.TASK_TOKENS_MAX + 1;
    assertEquals(3, splitter.split(job("j_1", 10, longest, 10)).size());
  }

  @Test
  void sameJobIsCutTheSameAndOthersShareNoIds() {
    List<Task> first = splitter.split(job("j_1", all(40, 60)));
    List<Task> again = splitter.split(job("j_1", all(40, 60)));
    List<Task> other = splitter.split(job("j_2", all(40, 60)));
    for (int i = 0; i < first.size(); i++) {
      assertEquals(first.get(i).id(), again.get(i).id());
      assertNotEquals(first.get(i).id(), other.get(i).id());
    }
  }
}
