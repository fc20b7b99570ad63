package io.blackroad.mesh.seed.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.port.Engine;
import io.blackroad.mesh.task.ModelSpec;
import io.blackroad.mesh.task.TokenBatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The engine with real networks; outcomes are run by the test's own thread, as an actor's would.
 */
class OnnxRuntimeEngineTest {
  private static final List<String> TEXTS =
      List.of(
          "A glacier is a river of ice that moves a few metres a year.",
          "Photosynthesis turns light, water and carbon dioxide into sugar and oxygen.",
          "The derivative of a function measures how fast its value changes.",
          "Why is the sky blue?",
          "In 1454 the first printed Bible left a workshop in Mainz.",
          "Supply and demand meet where both curves cross; that price clears the market.",
          "A fugue begins with one voice that states the subject alone.",
          "def add(a, b): return a + b",
          "Enzymes lower the energy that a reaction needs to start, and are not used up by it.",
          "Rain falls mostly on the windward side of a mountain range.",
          "el gato duerme en la silla mientras la lluvia golpea la ventana",
          "Ohm's law: voltage equals current times resistance (V = I x R).",
          "x",
          "The mitochondrion has two membranes; the inner one is folded into cristae, which hold the"
              + " proteins of the respiratory chain and so set how much energy a cell can free.",
          "When two plates of the crust collide, one may slide below the other; the trench, the arc"
              + " of volcanoes behind it and the deep earthquakes in between all follow from that.",
          "A binary search halves what is left with every question it asks.");

  @TempDir Path data;
  private final BlockingQueue<Runnable> actor = new LinkedBlockingQueue<>();
  private FileModelCatalog catalog;
  private OnnxRuntimeEngine engine;

  @BeforeEach
  void open() throws Exception {
    catalog = TestModels.catalog(data);
    engine = new OnnxRuntimeEngine(catalog, 1, actor::add);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void isAClassOfItsOwn() {
    assertEquals("ort-java", engine.engineClass());
  }

  @Test
  void preparesBothModels() throws Exception {
    for (String name : List.of(TestModels.QUANTISED, TestModels.FLOAT32)) {
      assertEquals(new Engine.Prepared.Ready(true), prepare(spec(name)));
    }
  }

  @Test
  void aModelThatIsNotThereIsUnavailableWithAReason() throws Exception {
    Engine.Prepared.Unavailable outcome =
        assertInstanceOf(Engine.Prepared.Unavailable.class, prepare(spec("nomic-embed-text-v1.5")));
    assertTrue(outcome.reason().contains("put the file"), outcome.reason());
  }

  @Test
  void vectorsHaveLengthOneAndAreTheSameAgain() throws Exception {
    for (String name : List.of(TestModels.QUANTISED, TestModels.FLOAT32)) {
      float[] once = vector(name, "What is a glacier?");
      assertEquals(384, once.length);
      assertEquals(1, Math.sqrt(dot(once, once)), 1e-6);
      assertArrayEquals(once, vector(name, "What is a glacier?"));
    }
  }

  @Test
  void meaningIsInTheVectors() throws Exception {
    float[] query = vector(TestModels.QUANTISED, "How do ice masses flow?");
    double near = dot(query, vector(TestModels.QUANTISED, TEXTS.get(0)));
    double far = dot(query, vector(TestModels.QUANTISED, TEXTS.get(5)));
    assertTrue(near > far + 0.3, near + " and " + far);
  }

  @Test
  void theQuantisedModelLosesNoMoreThanStated() throws Exception {
    double sum = 0;
    double least = 1;
    for (String text : TEXTS) {
      double cosine = dot(vector(TestModels.QUANTISED, text), vector(TestModels.FLOAT32, text));
      sum += cosine;
      least = Math.min(least, cosine);
    }
    double mean = sum / TEXTS.size();
    assertTrue(mean >= 0.985, "mean cosine " + mean);
    assertTrue(least >= 0.97, "least cosine " + least);
  }

  @Test
  void aBatchedRowIsWhatItIsAlone() throws Exception {
    List<int[]> sequences = new ArrayList<>();
    for (String text : TEXTS) {
      sequences.add(ids(TestModels.FLOAT32, text));
    }
    Engine.Ran.Computed batched =
        computed(run(spec(TestModels.FLOAT32), new TokenBatch(sequences)));
    assertEquals(TEXTS.size() * 384, batched.vectors().length);
    assertTrue(batched.busyMicros() > 0);
    for (int row = 0; row < TEXTS.size(); row++) {
      float[] alone = vector(TestModels.FLOAT32, TEXTS.get(row));
      for (int i = 0; i < alone.length; i++) {
        assertEquals(alone[i], batched.vectors()[row * 384 + i], 1e-5f);
      }
    }
  }

  @Test
  void loadsLateAndUnloadsWhenIdle() throws Exception {
    try (Closing lazy = new Closing(new OnnxRuntimeEngine(catalog, 1, actor::add, 1))) {
      ModelSpec spec = spec(TestModels.QUANTISED);
      lazy.engine().prepare(spec, prepared -> {});
      next().run();
      assertEquals(0, lazy.engine().loaded(), "prepare loaded the network already");
      TokenBatch batch = new TokenBatch(List.of(ids(TestModels.QUANTISED, "again")));
      for (int round = 0; round < 2; round++) {
        lazy.engine().run(spec, batch, ran -> computed(ran));
        next().run();
        while (lazy.engine().loaded() > 0) {
          Thread.onSpinWait();
        }
      }
    }
  }

  private record Closing(OnnxRuntimeEngine engine) implements AutoCloseable {
    @Override
    public void close() {
      engine.close();
    }
  }

  @Test
  void aFileThatIsNoNetworkFailsTheRun() throws Exception {
    Path file = Files.writeString(data.resolve("wrong.onnx"), "not a network");
    OnnxFiles wrong =
        new OnnxFiles() {
          @Override
          public @Nullable String absence(ModelSpec spec) {
            return null;
          }

          @Override
          public Path onnxFile(ModelSpec spec) {
            return file;
          }
        };
    engine.close();
    engine = new OnnxRuntimeEngine(wrong, 1, actor::add);
    TokenBatch batch = new TokenBatch(List.of(new int[] {101, 102}));
    assertInstanceOf(Engine.Ran.Failed.class, run(spec(TestModels.QUANTISED), batch));
  }

  @Test
  void severalTextsAtOnceAreRefusedWhereTheyWouldChangeTheBits() {
    TokenBatch two = new TokenBatch(List.of(new int[] {101, 102}, new int[] {101, 102}));
    ModelSpec spec = spec(TestModels.QUANTISED);
    assertThrows(IllegalArgumentException.class, () -> engine.run(spec, two, outcome -> {}));
  }

  @Test
  void anIdOutsideTheVocabularyFailsTheRunAndNothingElse() throws Exception {
    TokenBatch wrong = new TokenBatch(List.of(new int[] {101, 999_999, 102}));
    assertInstanceOf(Engine.Ran.Failed.class, run(spec(TestModels.QUANTISED), wrong));
    assertEquals(384, vector(TestModels.QUANTISED, "still fine").length);
  }

  @Test
  void nothingArrivesAfterClose() throws Exception {
    List<Object> outcomes = new ArrayList<>();
    engine.prepare(spec(TestModels.QUANTISED), outcomes::add);
    Runnable late = next();
    engine.close();
    engine.close();
    late.run();
    engine.prepare(spec(TestModels.QUANTISED), outcomes::add);
    assertEquals(List.of(), outcomes);
  }

  private float[] vector(String model, String text) throws InterruptedException {
    TokenBatch batch = new TokenBatch(List.of(ids(model, text)));
    return computed(run(spec(model), batch)).vectors();
  }

  private int[] ids(String model, String text) {
    return TestModels.model(catalog, model).encode(text).ids();
  }

  private ModelSpec spec(String model) {
    return TestModels.model(catalog, model).spec();
  }

  private static Engine.Ran.Computed computed(Engine.Ran ran) {
    return assertInstanceOf(Engine.Ran.Computed.class, ran, ran::toString);
  }

  private Engine.Prepared prepare(ModelSpec spec) throws InterruptedException {
    return outcome(done -> engine.prepare(spec, done));
  }

  private Engine.Ran run(ModelSpec spec, TokenBatch batch) throws InterruptedException {
    return outcome(done -> engine.run(spec, batch, done));
  }

  private <T> T outcome(Consumer<Consumer<T>> call) throws InterruptedException {
    List<T> outcomes = new ArrayList<>();
    call.accept(outcomes::add);
    assertEquals(0, outcomes.size(), "an outcome came before its call returned to the actor");
    next().run();
    return outcomes.get(0);
  }

  private Runnable next() throws InterruptedException {
    return Objects.requireNonNull(actor.poll(60, TimeUnit.SECONDS), "no outcome");
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
