package io.blackroad.mesh.seed;

import io.blackroad.mesh.SeedConfig;
import io.blackroad.mesh.port.Engine;
import io.blackroad.mesh.seed.api.ApiLimits;
import io.blackroad.mesh.seed.api.ModelCatalog;
import io.blackroad.mesh.seed.api.SeedOptions;
import io.blackroad.mesh.seed.api.SeedStore;
import io.blackroad.mesh.seed.http.HttpLimits;
import io.blackroad.mesh.seed.model.BrowserRuntime;
import io.blackroad.mesh.seed.model.FileModel;
import io.blackroad.mesh.seed.model.FileModelCatalog;
import io.blackroad.mesh.seed.model.OnnxRuntimeEngine;
import io.blackroad.mesh.seed.signal.SignalLimits;
import io.blackroad.mesh.seed.store.SqliteSeedStore;
import io.blackroad.mesh.verify.Tolerance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * What a seed is assembled from.
 *
 * @param store keeps everything; the seed closes it
 * @param catalog the models that are known
 * @param offers the models that can be computed, with the seed's terms
 * @param fallbackEngine makes the engine of the seed's own node, whose outcomes go to the executor
 * @param limits how much of the seed a client may take
 */
public record SeedParts(
    SeedStore store,
    ModelCatalog catalog,
    List<SeedConfig.OfferedModel> offers,
    Function<Executor, Engine> fallbackEngine,
    Limits limits) {
  /** The fallback node is the last resort, and the seed has other work: one core is enough. */
  private static final int ENGINE_THREADS = 1;

  public SeedParts {
    offers = List.copyOf(offers);
  }

  /** The parts of an ordinary seed: SQLite in its data folder, models from files, ONNX Runtime. */
  static SeedParts of(SeedOptions options) throws IOException {
    FileModelCatalog catalog =
        FileModelCatalog.open(options.data(), options.models(), BrowserRuntime.bundled());
    catalog.unpinned().forEach(FileModel::check);
    return of(options, catalog, Limits.STANDARD);
  }

  /** The same around a catalog that is open; offers the models that are ready by now. */
  public static SeedParts of(SeedOptions options, FileModelCatalog catalog, Limits limits)
      throws IOException {
    List<SeedConfig.OfferedModel> offers = new ArrayList<>();
    for (FileModel model : catalog.fileModels()) {
      if (model.absence() == null) {
        offers.add(offer(model));
      }
    }
    return new SeedParts(
        SqliteSeedStore.open(options.data(), new JcaDigest()),
        catalog,
        offers,
        loop -> new OnnxRuntimeEngine(catalog, ENGINE_THREADS, loop),
        limits);
  }

  private static SeedConfig.OfferedModel offer(FileModel model) {
    Tolerance tolerance = new Tolerance(model.cosineMin(), model.maxAbs());
    return new SeedConfig.OfferedModel(model.spec(), tolerance, model.referenceMicrosPerToken());
  }

  /** Limits of HTTP, of nodes' connections and of the API. */
  public record Limits(HttpLimits http, SignalLimits signal, ApiLimits api) {
    public static final Limits STANDARD =
        new Limits(HttpLimits.STANDARD, SignalLimits.STANDARD, ApiLimits.STANDARD);
  }
}
