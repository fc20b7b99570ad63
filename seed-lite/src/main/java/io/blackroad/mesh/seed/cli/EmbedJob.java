package io.blackroad.mesh.seed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Some consecutive texts of the input, as one job: submitted, followed, fetched. */
final class EmbedJob implements Callable<EmbedJob> {
  private static final String INDEX = "{\"index\":";

  private final SeedClient client;
  private final EmbedProgress progress;
  private final byte[] body;
  private final @Nullable SealedLines sealed;
  private final long firstText;
  private final int texts;
  private String id = "";
  private String results = "";
  private int done;
  private int checked;

  /**
   * @param said the job
   */
  EmbedJob(SeedClient client, EmbedProgress progress, Texts texts, Said said) {
    this.client = client;
    this.progress = progress;
    this.body = said.body();
    this.sealed = said.sealed();
    this.firstText = texts.first();
    this.texts = texts.count();
  }

  /**
   * Which texts of the input.
   *
   * @param first where the first one stands in the whole input, from 0
   */
  record Texts(long first, int count) {}

  /**
   * What is submitted.
   *
   * @param body the job as JSON
   * @param sealed what its texts were sealed with; null for an open job
   */
  record Said(byte[] body, @Nullable SealedLines sealed) {}

  /** Blocks until the results are there; on a thread of its own. */
  @Override
  public EmbedJob call() throws CliFailure, InterruptedException {
    try {
      if (sealed == null) {
        id = client.submit(body, "embed-" + Hex.of(new Sha256().sha256(body)));
        client.follow(id, this::advance);
      } else {
        followSealed(sealed);
      }
      results = client.results(id);
      return this;
    } catch (CliFailure e) {
      throw new CliFailure(
          "lines " + (firstText + 1) + " to " + (firstText + texts) + ": " + e.getMessage(),
          e.exitCode());
    }
  }

  /** The keys are here alone: nobody could take the job up after this process. */
  private void followSealed(SealedLines lines) throws CliFailure, InterruptedException {
    SealedDesk desk = new SealedDesk(client, lines);
    id = desk.submit(body);
    Thread attending = Thread.ofVirtual().name("sealed " + id).start(desk);
    try {
      client.follow(id, this::advance);
    } catch (CliFailure e) {
      throw new CliFailure(desk.reason(e), e.exitCode());
    } finally {
      attending.interrupt();
    }
  }

  private void advance(JsonNode view) {
    int nowDone = Math.max(done, view.path("done").asInt());
    int nowChecked = Math.max(checked, view.path("checked").asInt());
    progress.add(nowDone - done, nowChecked - checked, view.path("waitingFor").asText(""));
    done = nowDone;
    checked = nowChecked;
  }

  String id() {
    return id;
  }

  /** Writes one line a text, numbered as in the whole input. */
  void print(PrintStream out) throws CliFailure {
    int printed = 0;
    for (String line : (Iterable<String>) results.lines()::iterator) {
      int end = line.indexOf(',');
      if (!line.startsWith(INDEX + printed + ",")) {
        throw unexpected(line);
      }
      String open = sealed == null ? line : sealed.opened(line);
      out.print(INDEX + (firstText + printed) + open.substring(end) + "\n");
      printed++;
    }
    if (printed != texts) {
      throw unexpected(printed + " results for " + texts + " texts");
    }
    if (out.checkError()) {
      throw new CliFailure("the output was closed", CliFailure.FAILED);
    }
  }

  private CliFailure unexpected(String what) {
    String shown = what.length() > 80 ? what.substring(0, 80) + "..." : what;
    return new CliFailure(
        "the seed sent unexpected results for job " + id + ": " + shown, CliFailure.FAILED);
  }
}
