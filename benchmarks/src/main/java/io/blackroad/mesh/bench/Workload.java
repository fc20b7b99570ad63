package io.blackroad.mesh.bench;

import ai.onnxruntime.OrtEnvironment;
import io.blackroad.mesh.demo.Passages;
import io.blackroad.mesh.port.Engine;
import io.blackroad.mesh.seed.api.Model;
import io.blackroad.mesh.seed.model.BrowserRuntime;
import io.blackroad.mesh.seed.model.FileModelCatalog;
import io.blackroad.mesh.seed.model.OnnxRuntimeEngine;
import io.blackroad.mesh.task.TokenBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The demo site's passages, the models that read them, and what the JVM makes of them. */
final class Workload {
  /** The default model of a seed. */
  static final String QUANTISED = "all-minilm-l6-v2-q";

  /** The same network in float32: what the quantised one approximates. */
  static final String FLOAT = "all-minilm-l6-v2";

  private final Passages passages;
  private final FileModelCatalog catalog;

  Workload(Path site, Path models, Path data) {
    this.passages = Passages.read(site);
    try {
      this.catalog = FileModelCatalog.open(data, models, BrowserRuntime.bundled());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every passage. */
  List<String> texts() {
    return passages.texts();
  }

  /** The first {@code count} passages. */
  List<String> texts(int count) {
    return texts().subList(0, Math.min(count, texts().size()));
  }

  /** What people type into the site's search. */
  List<String> queries() {
    return passages.searches().stream().map(Passages.ExampleSearch::query).toList();
  }

  Model model(String name) {
    @Nullable Model model = catalog.find(name);
    if (model == null || model.absence() != null) {
      throw new IllegalStateException(
          name + " cannot be used: " + (model == null ? "not in the catalog" : model.absence()));
    }
    return model;
  }

  /** Token ids of each text, as the seed gives them to nodes. */
  List<int[]> ids(List<String> texts, String model) {
    Model wanted = model(model);
    return texts.stream().map(text -> wanted.encode(text).ids()).toList();
  }

  /** Vectors that ONNX Runtime's Java API computes, one text at a time. */
  List<float[]> onJvm(List<String> texts, String name) {
    Model model = model(name);
    OnnxRuntimeEngine engine = new OnnxRuntimeEngine(catalog, 1, Runnable::run);
    try {
      CompletableFuture<Engine.Prepared> prepared = new CompletableFuture<>();
      engine.prepare(model.spec(), prepared::complete);
      if (prepared.join() instanceof Engine.Prepared.Unavailable unavailable) {
        throw new IllegalStateException(unavailable.reason());
      }
      List<float[]> vectors = new ArrayList<>();
      for (String text : texts) {
        vectors.add(vector(engine, model, text));
      }
      return vectors;
    } finally {
      engine.close();
    }
  }

  private static float[] vector(Engine engine, Model model, String text) {
    CompletableFuture<Engine.Ran> ran = new CompletableFuture<>();
    TokenBatch one = new TokenBatch(List.of(model.encode(text).ids()));
    engine.run(model.spec(), one, ran::complete);
    return switch (ran.join()) {
      case Engine.Ran.Computed computed -> computed.vectors();
      case Engine.Ran.Failed failed -> throw new IllegalStateException(failed.reason());
    };
  }

  /** The JVM's build of ONNX Runtime. */
  static String jvmRuntime() {
    return "onnxruntime " + OrtEnvironment.getEnvironment().getVersion();
  }
}
