package io.blackroad.mesh.sim;

import io.blackroad.mesh.JobListener;
import io.blackroad.mesh.log.AcceptedOutput;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Keeps what a coordinator announces of its jobs. */
final class Announcements implements JobListener {
  final Set<String> admitted = new LinkedHashSet<>();
  final List<AcceptedOutput> outputs = new ArrayList<>();
  final Set<String> ended = new LinkedHashSet<>();

  @Override
  public void admitted(String jobId) {
    admitted.add(jobId);
  }

  @Override
  public void accepted(AcceptedOutput output) {
    outputs.add(output);
  }

  @Override
  public void corrected(AcceptedOutput output) {}

  @Override
  public void ended(String jobId, boolean cancelled) {
    ended.add(jobId);
  }
}
