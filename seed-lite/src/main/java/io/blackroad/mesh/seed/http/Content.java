package io.blackroad.mesh.seed.http;

import io.blackroad.mesh.seed.http.Response.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something to be sent whole or in part, or not again: conditional requests, ranges and coding.
 *
 * @param tag of the content, for ETag
 * @param length in bytes
 * @param opening opens the content
 * @param gzip the content compressed, or null
 * @param fields header fields of every answer with it
 */
public record Content(
    String tag,
    long length,
    FileSource.Opening opening,
    byte @Nullable [] gzip,
    List<Field> fields) {

  /** The answer to {@code request}. */
  public Response answer(Request request) {
    boolean ranged = request.header("Range") != null;
    byte[] small = ranged || !acceptsGzip(request) ? null : gzip;
    String etag = "\"" + tag + (small == null ? "" : "-gz") + "\"";
    List<Field> all = new ArrayList<>(fields);
    all.add(new Field("ETag", etag));
    if (gzip != null) {
      all.add(new Field("Vary", "Accept-Encoding"));
    }
    if (isKnown(request, etag)) {
      return new Response(304, all, new Response.Bytes(new byte[0]));
    }
    if (small != null) {
      all.add(new Field("Content-Encoding", "gzip"));
      return new Response(200, all, new Response.Bytes(small));
    }
    all.add(new Field("Accept-Ranges", "bytes"));
    ByteRange part = ranged ? part(request, etag) : null;
    return part == null ? whole(all) : partial(part, all);
  }

  private @Nullable ByteRange part(Request request, String etag) {
    String unless = request.header("If-Range");
    String range = request.header("Range");
    return range == null || (unless != null && !unless.equals(etag))
        ? null
        : ByteRange.of(range, length);
  }

  private Response whole(List<Field> all) {
    ByteRange everything = new ByteRange(0, length);
    return new Response(
        200, all, new Response.Chunks(new StreamChunks(opening, everything), length));
  }

  private Response partial(ByteRange part, List<Field> all) {
    if (!part.satisfiable()) {
      all.add(new Field("Content-Range", "bytes */" + length));
      return new Response(416, all, new Response.Bytes(new byte[0]));
    }
    String range = "bytes " + part.from() + "-" + (part.to() - 1) + "/" + length;
    all.add(new Field("Content-Range", range));
    return new Response(
        206, all, new Response.Chunks(new StreamChunks(opening, part), part.length()));
  }

  private static boolean isKnown(Request request, String etag) {
    String known = request.header("If-None-Match");
    if (known == null) {
      return false;
    }
    for (String tag : known.split(",", -1)) {
      String bare = tag.strip().replaceFirst("^W/", "");
      if (bare.equals("*") || bare.equals(etag)) {
        return true;
      }
    }
    return false;
  }

  private static boolean acceptsGzip(Request request) {
    String accepted = request.header("Accept-Encoding");
    if (accepted == null) {
      return false;
    }
    for (String coding : accepted.toLowerCase(Locale.ROOT).split(",", -1)) {
      if (coding.strip().matches("gzip(\\s*;\\s*q=(1(\\.0*)?|0\\.\\d*[1-9]\\d*))?")) {
        return true;
      }
    }
    return false;
  }
}
