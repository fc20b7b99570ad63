package io.blackroad.mesh;

import io.blackroad.mesh.log.AcceptedOutput;

/**
 * Told what became of jobs; each call comes once the fact is durable, on the coordinator's thread.
 */
public interface JobListener {
  /** The job is stored and will be computed; its submitter may be answered. */
  void admitted(String jobId);

  /** An output of the job will be relied on. */
  void accepted(AcceptedOutput output);

  /** An output that was accepted before is another now: it rested on a node that was caught. */
  void corrected(AcceptedOutput output);

  /** Nothing more will come; {@code cancelled} when its submitter withdrew it. */
  void ended(String jobId, boolean cancelled);
}
