package io.blackroad.mesh.seed.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.seal.SealedRow;
import io.blackroad.mesh.seed.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job's vectors in text order, as far as they are there without a gap. */
final class JobResults implements Response.ChunkSource {
  /** Header field: how often the job was corrected before these vectors were read. */
  static final String CORRECTIONS = "Mesh-Corrections";

  /** Outputs read at a time: about half a megabyte of vectors. */
  private static final int PAGE = 16;

  private final JobStore jobs;
  private final StoredJob job;
  private final Form form;
  private final Deque<AcceptedOutput> page = new ArrayDeque<>();
  private int nextShard;
  private int nextText;

  /** How vectors are written. */
  enum Form {
    /** A JSON object a line. */
    LINES("application/x-ndjson"),
    /** Little-endian float32, nothing between. */
    FLOATS("application/octet-stream");

    private final String contentType;

    Form(String contentType) {
      this.contentType = contentType;
    }

    String contentType() {
      return contentType;
    }
  }

  JobResults(JobStore jobs, StoredJob job, Form form) {
    this.jobs = jobs;
    this.job = job;
    this.form = form;
  }

  @Override
  public byte @Nullable [] next() throws IOException {
    if (page.isEmpty()) {
      page.addAll(jobs.outputs(job.id(), nextShard, PAGE));
    }
    AcceptedOutput output = page.poll();
    if (output == null || output.firstText() != nextText) {
      return end();
    }
    float[] values = output.output().floats();
    int columns = output.output().dims().get(1);
    nextShard = output.shard() + 1;
    nextText += values.length / columns;
    return form == Form.FLOATS ? floats(values) : lines(output, PrivacyClass.of(job.model()));
  }

  /** A finished job has all: should some be gone meanwhile, the answer must not look whole. */
  private byte @Nullable [] end() throws IOException {
    if (job.state() == StoredJob.State.DONE && nextText < job.texts()) {
      throw new EOFException("results of " + job.id() + " were deleted while they were sent");
    }
    return null;
  }

  private static byte[] floats(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    return bytes.array();
  }

  /** The vectors of an output, or the envelopes that hold them, one a line. */
  static byte[] lines(AcceptedOutput output, PrivacyClass privacy) throws IOException {
    float[] values = output.output().floats();
    int columns = output.output().dims().get(1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JsonText.factory().createGenerator(bytes)) {
      json.setRootValueSeparator(null);
      for (int from = 0; from < values.length; from += columns) {
        json.writeStartObject();
        json.writeNumberField("index", output.firstText() + from / columns);
        if (privacy == PrivacyClass.SEALED) {
          float[] row = Arrays.copyOfRange(values, from, from + columns);
          json.writeBinaryField("sealed", SealedRow.envelope(row));
        } else {
          json.writeFieldName("embedding");
          json.writeStartArray();
          for (int i = from; i < from + columns; i++) {
            json.writeNumber(values[i]);
          }
          json.writeEndArray();
        }
        json.writeNumberField("confirmedBy", output.confirmedBy());
        json.writeStringField("task", output.taskId());
        json.writeEndObject();
        json.writeRaw('\n');
      }
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    page.clear();
  }

  /** The whole answer; {@code dimensions} of the job's vectors, or 0 when they are not known. */
  static Response response(JobStore jobs, StoredJob job, Form form, int dimensions) {
    boolean complete = job.state() == StoredJob.State.DONE;
    boolean sized = complete && form == Form.FLOATS && dimensions > 0;
    long length = sized ? (long) job.texts() * dimensions * Float.BYTES : -1;
    JobResults source = new JobResults(jobs, job, form);
    return new Response(
        200,
        List.of(
            new Response.Field("Content-Type", form.contentType()),
            new Response.Field("Cache-Control", "no-store"),
            new Response.Field("Mesh-Complete", Boolean.toString(complete)),
            new Response.Field("Mesh-Texts", Integer.toString(job.texts())),
            new Response.Field(CORRECTIONS, Integer.toString(job.corrections()))),
        new Response.Chunks(source, length));
  }
}
