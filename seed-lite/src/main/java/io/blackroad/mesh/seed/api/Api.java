package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.seed.http.Handler;
import io.blackroad.mesh.seed.http.Router;
import java.time.InstantSource;

/** All routes of a seed. */
public final class Api {
  private Api() {}

  /** The routes of the API, and {@code files} for every other path. */
  public static Router router(ApiParts parts, Handler.Answer files) {
    JobSubmitter submitter =
        new JobSubmitter(
            parts.mesh(), parts.board(), parts.jobs(), parts.entropy(), parts.workers());
    Router router =
        new Router(Handler.of(files)).reserve("/api/", "/v1/", "/ws/", "/models/", "/log/");
    new JobsApi(parts, submitter).addTo(router);
    new SealedApi(parts).addTo(router);
    new EmbeddingsApi(parts, submitter).addTo(router);
    new ModelsApi(parts.catalog()).addTo(router);
    new MeshApi(parts).addTo(router);
    new LedgerApi(parts.store().ledger(), InstantSource.system()).addTo(router);
    new LogApi(parts).addTo(router);
    new LogProofApi(parts).addTo(router);
    new AdminApi(parts).addTo(router);
    return router;
  }
}
