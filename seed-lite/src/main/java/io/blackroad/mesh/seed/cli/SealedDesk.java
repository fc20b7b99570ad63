package io.blackroad.mesh.seed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Stays for the nodes that ask for a sealed job's keys, until the job is over. */
final class SealedDesk implements Runnable {
  private final SeedClient client;
  private final SealedLines lines;
  private String jobId = "";
  private volatile String failure = "";

  SealedDesk(SeedClient client, SealedLines lines) {
    this.client = client;
    this.lines = lines;
  }

  /** Submits the job; returns the seed's id of it. */
  String submit(byte[] body) throws CliFailure, InterruptedException {
    jobId = client.submitSealed(body, lines.token());
    return jobId;
  }

  @Override
  public void run() {
    try {
      boolean open = true;
      while (open) {
        // Again and again: a grant may be lost on its way, and to repeat one costs little.
        JsonNode asked = client.wants(jobId, lines.token());
        byte[] answers = lines.answers(asked.path("wants"));
        if (answers != null) {
          client.grant(jobId, lines.token(), answers);
        }
        open = asked.path("open").asBoolean();
      }
    } catch (CliFailure | IOException e) {
      failure = String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the job is over
    }
  }

  /** Why the job failed: what went wrong here first, if something did. */
  String reason(CliFailure of) {
    String said = String.valueOf(of.getMessage());
    return failure.isEmpty() ? said : said + " (no keys were granted: " + failure + ")";
  }
}
