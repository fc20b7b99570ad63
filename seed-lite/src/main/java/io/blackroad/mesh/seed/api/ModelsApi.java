package io.blackroad.mesh.seed.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.mesh.seed.http.Content;
import io.blackroad.mesh.seed.http.Handler;
import io.blackroad.mesh.seed.http.Problem;
import io.blackroad.mesh.seed.http.Request;
import io.blackroad.mesh.seed.http.Response;
import io.blackroad.mesh.seed.http.Router;
import io.blackroad.mesh.task.ModelSpec;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The catalog, as this seed lists it and as OpenAI's clients expect it, and the models' files. */
final class ModelsApi {
  /** OpenAI's clients want a time; a catalog has none, so it is the project's first day. */
  private static final long CREATED_UNIX_SECONDS = 1_767_225_600;

  private static final String HASH_PREFIX = "sha256:";
  private static final String FILE_SUFFIX = ".onnx";

  private final ModelCatalog catalog;

  ModelsApi(ModelCatalog catalog) {
    this.catalog = catalog;
  }

  void addTo(Router router) {
    router
        .on("GET", "/api/models", Handler.of(request -> list().now()))
        .on("GET", "/v1/models", Handler.of(request -> openAiList().now()))
        .on("GET", "/v1/models/{name}", Handler.of(this::openAiModel))
        .on("GET", "/models/{file}", Handler.of(this::file));
  }

  private Response list() {
    ArrayNode models = JsonText.object().putArray("models");
    for (Model model : catalog.models()) {
      ModelSpec spec = model.spec();
      ObjectNode view =
          models
              .addObject()
              .put("name", spec.name())
              .put("default", models.size() == 1)
              .put("available", model.absence() == null)
              .put("absence", model.absence())
              .put("dimensions", spec.dimensions())
              .put("tokensMax", spec.tokensMax())
              .put("pooling", spec.pooling().wireName())
              .put("prefix", model.prefix())
              .put("licence", model.licence())
              .put("bytes", spec.modelBytes())
              .put("hash", spec.modelHash())
              .put("runtime", spec.runtime())
              .put("runtimeHash", spec.runtimeHash())
              .put("level", spec.level());
      view.put("file", model.absence() == null ? address(spec) : null);
    }
    ObjectNode answer = JsonText.object();
    answer.set("models", models);
    return JsonText.response(200, answer);
  }

  private static String address(ModelSpec spec) {
    return "/models/" + spec.modelHash().substring(HASH_PREFIX.length()) + FILE_SUFFIX;
  }

  private Response openAiList() {
    ObjectNode answer = JsonText.object().put("object", "list");
    ArrayNode data = answer.putArray("data");
    for (Model model : catalog.models()) {
      if (model.absence() == null) {
        data.add(openAi(model));
      }
    }
    return JsonText.response(200, answer);
  }

  private CompletableFuture<Response> openAiModel(Request request) {
    Model model = ModelChoice.of(catalog, request.pathParameter("name"));
    return JsonText.response(200, openAi(model)).now();
  }

  private static ObjectNode openAi(Model model) {
    return JsonText.object()
        .put("id", model.spec().name())
        .put("object", "model")
        .put("created", CREATED_UNIX_SECONDS)
        .put("owned_by", "blackroad-mesh");
  }

  /** A model's file under its hash: what is there never changes. */
  private CompletableFuture<Response> file(Request request) {
    for (Model model : catalog.models()) {
      ModelSpec spec = model.spec();
      if (model.absence() == null && address(spec).equals(request.path())) {
        List<Response.Field> fields =
            List.of(
                new Response.Field("Content-Type", "application/octet-stream"),
                new Response.Field(
                    "Cache-Control", "public, max-age=31536000, immutable, no-transform"));
        return new Content(spec.modelHash(), spec.modelBytes(), model::openFile, null, fields)
            .answer(request)
            .now();
      }
    }
    throw new Problem(
        404,
        "unknown-file",
        "There is no such model file",
        "No model of this seed has the file " + request.path() + "; GET /api/models lists them.");
  }
}
