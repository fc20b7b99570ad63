package io.blackroad.mesh.log;

import java.util.List;

/** What one settlement leaves behind; stored whole or not at all. Entries are in chain order. */
public record LogBatch(
    List<LoggedEntry> entries, List<Posting> postings, List<AcceptedOutput> outputs) {
  public LogBatch {
    entries = List.copyOf(entries);
    postings = List.copyOf(postings);
    outputs = List.copyOf(outputs);
  }

  /** A batch of entries alone. */
  public static LogBatch of(LoggedEntry... entries) {
    return new LogBatch(List.of(entries), List.of(), List.of());
  }
}
