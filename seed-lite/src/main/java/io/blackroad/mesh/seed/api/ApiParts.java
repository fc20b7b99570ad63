package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.port.Entropy;
import io.blackroad.mesh.seed.http.Workers;
import io.blackroad.mesh.seed.seal.Grants;

/**
 * What the API answers from.
 *
 * @param mesh the coordinator
 * @param board the jobs under way
 * @param store jobs, results and log
 * @param catalog the models
 * @param entropy names new jobs
 * @param workers where what takes long is done
 * @param limits what one request may ask for
 * @param admin lets the operator in, and nobody else
 * @param grants where keys of sealed jobs are asked for
 */
public record ApiParts(
    Mesh mesh,
    JobBoard board,
    SeedStore store,
    ModelCatalog catalog,
    Entropy entropy,
    Workers workers,
    ApiLimits limits,
    AdminGate admin,
    Grants grants) {
  JobStore jobs() {
    return store.jobs();
  }
}
