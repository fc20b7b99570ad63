package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.seed.http.Response;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The vectors of a job that were corrected after some revision, as lines. */
final class CorrectedResults implements Response.ChunkSource {
  private static final int PAGE = 16;

  private final JobStore jobs;
  private final String jobId;
  private final PrivacyClass privacy;
  private final Deque<JobStore.Corrected> page = new ArrayDeque<>();
  private int since;

  private CorrectedResults(JobStore jobs, StoredJob job, int since) {
    this.jobs = jobs;
    this.jobId = job.id();
    this.privacy = PrivacyClass.of(job.model());
    this.since = since;
  }

  @Override
  public byte @Nullable [] next() throws IOException {
    if (page.isEmpty()) {
      page.addAll(jobs.corrected(jobId, since, PAGE));
    }
    JobStore.Corrected corrected = page.poll();
    if (corrected == null) {
      return null;
    }
    since = corrected.revision();
    return JobResults.lines(corrected.output(), privacy);
  }

  @Override
  public void close() {
    page.clear();
  }

  /** The whole answer. */
  static Response response(JobStore jobs, StoredJob job, int since) {
    return new Response(
        200,
        List.of(
            new Response.Field("Content-Type", JobResults.Form.LINES.contentType()),
            new Response.Field("Cache-Control", "no-store"),
            new Response.Field(JobResults.CORRECTIONS, Integer.toString(job.corrections()))),
        new Response.Chunks(new CorrectedResults(jobs, job, since), -1));
  }
}
