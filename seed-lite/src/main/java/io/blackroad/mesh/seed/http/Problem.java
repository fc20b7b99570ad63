package io.blackroad.mesh.seed.http;

import org.jspecify.annotations.Nullable;

/**
 * A request that is not done, with all that its sender needs to know (RFC 9457). An exception,
 * because it is found deep inside of parsers that have nothing else to return.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String slug;
  private final String title;
  private final @Nullable String param;
  private final String allow;
  private final int retryAfterSeconds;

  /**
   * @param slug names the kind of problem for programs, e.g. {@code unknown-model}
   * @param title says the same to a person, without particulars
   * @param detail what happened this time, and what to do next
   */
  public Problem(int status, String slug, String title, String detail) {
    this(new Plain(status, slug, title, detail), null, "", 0);
  }

  private record Plain(int status, String slug, String title, String detail) {}

  private Problem(Plain plain, @Nullable String param, String allow, int retryAfterSeconds) {
    super(plain.detail, null, false, false);
    this.status = plain.status;
    this.slug = plain.slug;
    this.title = plain.title;
    this.param = param;
    this.allow = allow;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  private Plain plain() {
    return new Plain(status, slug, title, detail());
  }

  /** The same, blaming one member of the request. */
  public Problem about(String member) {
    return new Problem(plain(), member, allow, retryAfterSeconds);
  }

  /** The same, saying which methods would do. */
  Problem allowing(String methods) {
    return new Problem(plain(), param, methods, retryAfterSeconds);
  }

  /** The same, saying when it is worth trying again. */
  public Problem retryAfter(int seconds) {
    return new Problem(plain(), param, allow, seconds);
  }

  static Problem badRequest(String detail) {
    return new Problem(400, "bad-request", "The request is malformed", detail);
  }

  static Problem notFound(String path) {
    return new Problem(404, "not-found", "Nothing is here", "There is nothing at " + path + ".");
  }

  static Problem tooLarge(long bytesMax) {
    String detail =
        bytesMax == 0
            ? "This address takes no body; send the request without one."
            : "A body here has at most " + bytesMax + " bytes; send less at a time.";
    return new Problem(413, "body-too-large", "The body is too large", detail);
  }

  static Problem busy(String detail) {
    return new Problem(503, "busy", "The seed is busy", detail).retryAfter(1);
  }

  static Problem broken() {
    return new Problem(
        500,
        "internal-error",
        "The seed failed",
        "This is the seed's fault and is in its log. The same request may well fail again.");
  }

  public int status() {
    return status;
  }

  public String slug() {
    return slug;
  }

  public String title() {
    return title;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }

  /** The member of the request that is to blame, or null. */
  public @Nullable String param() {
    return param;
  }

  /** The answer's header fields that belong to this problem, added to {@code response}. */
  Response withFields(Response response) {
    Response more = allow.isEmpty() ? response : response.with("Allow", allow);
    return retryAfterSeconds == 0 ? more : more.with("Retry-After", "" + retryAfterSeconds);
  }

  /** Turns problems into answers. */
  public interface Writer {
    /** The answer to a request for {@code path}. */
    Response write(Problem problem, String path);
  }
}
