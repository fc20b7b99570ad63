package io.blackroad.mesh.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.conformance.SampleChain;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What every {@link EventLog} has to keep; one subclass per platform. */
public abstract class EventLogContract {
  /** An empty log. */
  protected abstract Subject open() throws Exception;

  /** A log under test, with ways to wait for it and to look behind it. */
  public interface Subject {
    EventLog log();

    /** The entries that were reported as durable, in order, up to {@code seq} or a later one. */
    List<Long> durableUpTo(long seq) throws Exception;

    /** Ends the seed as a crash would, and returns the entries that its successor finds. */
    List<LoggedEntry> crash() throws Exception;
  }

  @Test
  void reportsEndsOfBatchesInOrderUpToTheLast() throws Exception {
    Subject subject = open();
    List<LoggedEntry> entries = SampleChain.entries(10, new SeededBytes(1));
    subject.log().append(batch(entries, 0, 1));
    subject.log().append(batch(entries, 1, 4));
    subject.log().append(batch(entries, 4, 10));
    List<Long> reported = subject.durableUpTo(9);
    assertEquals(new ArrayList<>(new TreeSet<>(reported)), reported, "in order, none twice");
    assertTrue(
        Set.of(0L, 3L, 9L).containsAll(reported), () -> "not the end of a batch: " + reported);
  }

  @Test
  void whatWasDurableSurvivesACrash() throws Exception {
    Subject subject = open();
    List<LoggedEntry> entries = SampleChain.entries(200, new SeededBytes(1));
    for (int i = 0; i < 150; i++) {
      subject.log().append(batch(entries, i, i + 1));
    }
    subject.durableUpTo(149);
    for (int i = 150; i < 200; i++) {
      subject.log().append(batch(entries, i, i + 1));
    }
    List<LoggedEntry> stored = subject.crash();
    assertTrue(stored.size() >= 150, () -> stored.size() + " of at least 150");
    assertEquals(entries.subList(0, stored.size()), stored);
  }

  @Test
  void aBatchIsStoredWholeOrNotAtAll() throws Exception {
    Subject subject = open();
    List<LoggedEntry> entries = SampleChain.entries(100, new SeededBytes(1));
    List<Integer> ends = new ArrayList<>();
    int from = 0;
    for (int size = 1; from + size <= 100; size++) {
      subject.log().append(batch(entries, from, from + size));
      from += size;
      ends.add(from);
    }
    subject.durableUpTo(ends.get(0) - 1);
    int stored = subject.crash().size();
    assertTrue(ends.contains(stored), () -> stored + " entries end within a batch; ends: " + ends);
  }

  private static LogBatch batch(List<LoggedEntry> entries, int from, int to) {
    return LogBatch.of(entries.subList(from, to));
  }
}
