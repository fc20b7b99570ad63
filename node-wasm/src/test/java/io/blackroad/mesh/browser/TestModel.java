package io.blackroad.mesh.browser;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.task.Confidence;
import io.blackroad.mesh.task.Job;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.Pooling;
import io.blackroad.mesh.task.TokenBatch;
import io.blackroad.mesh.tokenize.ModelVocabulary;
import io.blackroad.mesh.tokenize.Vocabulary;
import io.blackroad.mesh.tokenize.WordPiece;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A real model out of the langchain4j jars, with its tokenizer. */
record TestModel(ModelSpec spec, byte[] onnx, WordPiece tokenizer) {
  private static final Path RUNTIME = Path.of("target/classes/META-INF/mesh-web/mesh/runtime.json");
  private static final int TOKENS_MAX = 128;

  static TestModel load(String name, boolean batchable) throws IOException {
    byte[] onnx = resource(name + ".onnx");
    JsonObject runtime = JsonParser.parseString(Files.readString(RUNTIME)).getAsJsonObject();
    ModelSpec spec =
        new ModelSpec(
            name,
            "sha256:" + Hex.of(new Sha256().sha256(onnx)),
            onnx.length,
            runtime.get("runtime").getAsString(),
            runtime.get("runtimeHash").getAsString(),
            "basic",
            384,
            TOKENS_MAX,
            Pooling.MEAN,
            batchable);
    Vocabulary vocabulary = Vocabulary.of(ModelVocabulary.tokens());
    return new TestModel(spec, onnx, new WordPiece(vocabulary, TOKENS_MAX));
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = TestModel.class.getResourceAsStream("/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  /** Where the seed serves the file. */
  String path() {
    return "/models/" + spec.modelHash().substring("sha256:".length()) + ".onnx";
  }

  List<int[]> tokens(List<String> texts) {
    return texts.stream().map(tokenizer::encode).toList();
  }

  /** A job of one node's word. */
  Job job(String id, List<String> texts) {
    TokenBatch inputs = new TokenBatch(tokens(texts));
    return new Job(
        id, spec.name(), Confidence.OFF, false, "a test", "", NodeLimits.TASK_TOKENS_MAX, inputs);
  }

  /** The spec as {@code ModelMessage} carries it between workers. */
  Map<String, Object> message() {
    return message(spec);
  }

  static Map<String, Object> message(ModelSpec spec) {
    return Map.of(
        "name", spec.name(),
        "modelHash", spec.modelHash(),
        "modelBytes", (double) spec.modelBytes(),
        "runtime", spec.runtime(),
        "runtimeHash", spec.runtimeHash(),
        "level", spec.level(),
        "dimensions", spec.dimensions(),
        "tokensMax", spec.tokensMax(),
        "pooling", spec.pooling().wireName(),
        "batchable", spec.batchable());
  }
}
