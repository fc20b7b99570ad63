package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.wire.WireLimits;

/**
 * What one request may ask for.
 *
 * @param textsMax texts of a job; as many short ones fill the coordinator's queue
 * @param textBytesMax UTF-8 bytes of a text: several times what any model reads of it
 * @param jsonBytesMax a job as one JSON body, of which there are three copies for a moment
 * @param uploadBytesMax a job as NDJSON, which is read as it arrives
 * @param openJobsMax jobs that are not finished
 * @param inputsMax inputs of one call of {@code /v1/embeddings}, as OpenAI has it
 * @param embeddingMillis how long such a call waits for nodes; clients give up after a minute
 */
public record ApiLimits(
    int textsMax,
    int textBytesMax,
    int jsonBytesMax,
    int uploadBytesMax,
    int openJobsMax,
    int inputsMax,
    long embeddingMillis) {
  /** One line in the widget. */
  static final int PURPOSE_CHARS_MAX = WireLimits.PURPOSE_CHARS_MAX;

  /** On a small machine bodies are bounded by its memory: a seed on a Pi has 128 MiB of it. */
  private static final long MEMORY_BYTES = Runtime.getRuntime().maxMemory();

  /** For an ordinary seed. */
  public static final ApiLimits STANDARD =
      new ApiLimits(
          100_000,
          32 << 10,
          (int) Math.min(16 << 20, MEMORY_BYTES / 16),
          (int) Math.min(64 << 20, MEMORY_BYTES / 4),
          10_000,
          2_048,
          45_000);

  /** The same with another patience. */
  public ApiLimits withEmbeddingMillis(long millis) {
    return new ApiLimits(
        textsMax, textBytesMax, jsonBytesMax, uploadBytesMax, openJobsMax, inputsMax, millis);
  }

  /** The same with other limits of texts. */
  public ApiLimits withTexts(int newTextsMax, int newTextBytesMax) {
    return new ApiLimits(
        newTextsMax,
        newTextBytesMax,
        jsonBytesMax,
        uploadBytesMax,
        openJobsMax,
        inputsMax,
        embeddingMillis);
  }

  /** The same with another number of open jobs. */
  public ApiLimits withOpenJobsMax(int jobs) {
    return new ApiLimits(
        textsMax, textBytesMax, jsonBytesMax, uploadBytesMax, jobs, inputsMax, embeddingMillis);
  }
}
