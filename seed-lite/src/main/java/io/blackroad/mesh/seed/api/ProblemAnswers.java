package io.blackroad.mesh.seed.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.mesh.seed.http.Problem;
import io.blackroad.mesh.seed.http.Response;

/** Words problems: as OpenAI does below {@code /v1/}, elsewhere as problem details (RFC 9457). */
public final class ProblemAnswers implements Problem.Writer {
  private static final String TYPE_PREFIX = "urn:blackroad:mesh:problem:";

  @Override
  public Response write(Problem problem, String path) {
    return path.startsWith("/v1/") ? openAi(problem) : details(problem);
  }

  private static Response details(Problem problem) {
    ObjectNode body =
        JsonText.object()
            .put("type", TYPE_PREFIX + problem.slug())
            .put("title", problem.title())
            .put("status", problem.status())
            .put("detail", problem.detail());
    if (problem.param() != null) {
      body.put("member", problem.param());
    }
    return Response.of(problem.status(), "application/problem+json", JsonText.bytes(body))
        .with("Cache-Control", "no-store");
  }

  private static Response openAi(Problem problem) {
    boolean unknownModel = problem.slug().equals(ModelChoice.UNKNOWN);
    int status = unknownModel ? 404 : problem.status();
    ObjectNode body = JsonText.object();
    body.putObject("error")
        .put("message", problem.detail())
        .put("type", status >= 500 ? "server_error" : "invalid_request_error")
        .put("param", problem.param())
        .put("code", unknownModel ? "model_not_found" : problem.slug().replace('-', '_'));
    return JsonText.response(status, body);
  }
}
