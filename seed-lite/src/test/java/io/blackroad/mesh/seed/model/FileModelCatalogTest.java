package io.blackroad.mesh.seed.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.blackroad.mesh.seed.api.Model;
import io.blackroad.mesh.seed.api.Model.Encoded;
import io.blackroad.mesh.task.ModelSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileModelCatalogTest {
  @TempDir Path folder;

  @Test
  void theQuantisedModelIsTheDefaultAndNeedsNothingButTheJar() throws IOException {
    FileModelCatalog catalog = FileModelCatalog.open(data(), null, BrowserRuntime.bundled());
    Model model = catalog.models().get(0);
    ModelSpec spec = model.spec();
    assertEquals(TestModels.QUANTISED, spec.name());
    assertNull(model.absence());
    assertFalse(spec.batchable());
    assertEquals("basic", spec.level());
    assertTrue(spec.runtime().startsWith("onnxruntime-web@"), spec.runtime());
    try (InputStream in = model.openFile()) {
      assertEquals(spec.modelHash(), "sha256:" + FileHashes.hash(in));
    }
    assertEquals(spec.modelBytes(), Files.size(catalog.onnxFile(spec)));
  }

  @Test
  void nothingLargeIsTouchedUntilItIsNeeded() throws IOException {
    FileModelCatalog catalog = FileModelCatalog.open(data(), null, BrowserRuntime.bundled());
    catalog.models().forEach(Model::spec);
    catalog.models().forEach(Model::absence);
    assertFalse(Files.exists(data()), "a model was copied or hashed without need");
  }

  @Test
  void nomicSaysWhichFileIsMissingWhereAndItsHash() throws IOException {
    Files.createDirectories(models());
    FileModelCatalog catalog = FileModelCatalog.open(data(), models(), BrowserRuntime.bundled());
    FileModel nomic = TestModels.model(catalog, "nomic-embed-text-v1.5");
    String absence = String.valueOf(nomic.absence());
    assertTrue(absence.contains(models().resolve("nomic-embed-text-v1.5/model.onnx").toString()));
    assertTrue(absence.contains("SHA-256 147d5aa88c210123"), absence);
    assertThrows(ModelRefusal.class, nomic::openFile);
    assertEquals("search_document: ", nomic.prefix());
  }

  @Test
  void aPrefixIsPartOfWhatIsEncoded() throws IOException {
    copyModel("");
    writeManifest("mine.json", manifest(""));
    FileModelCatalog catalog = open();
    FileModel mine = TestModels.model(catalog, "mine");
    FileModel plain = TestModels.model(catalog, TestModels.QUANTISED);
    assertArrayEquals(plain.encode("passage: hello").ids(), mine.encode("hello").ids());
  }

  @Test
  void aModelWithoutAHashIsPinnedAtFirstUseAndThenHeldToIt() throws Exception {
    copyModel("");
    writeManifest("mine.json", manifest(""));
    FileModelCatalog catalog = open();
    FileModel mine = TestModels.model(catalog, "mine");
    assertEquals(List.of(mine), catalog.unpinned());
    assertTrue(String.valueOf(mine.absence()).contains("has not been read yet"));
    mine.check();
    assertNull(mine.absence());
    assertEquals(List.of(), catalog.unpinned());
    String pinned = mine.spec().modelHash();
    assertTrue(pinned.matches("sha256:[0-9a-f]{64}"), pinned);

    copyModel("changed");
    FileModel later = TestModels.model(open(), "mine");
    assertEquals(pinned, later.spec().modelHash());
    String refusal = String.valueOf(assertThrows(ModelRefusal.class, later::openFile).getMessage());
    assertTrue(refusal.contains("remove mine/model.onnx from pins.json"), refusal);
    assertEquals(refusal, later.absence());
  }

  @Test
  void aFileWithAnotherContentThanTheManifestSaysIsRefused() throws IOException {
    copyModel("");
    writeManifest("mine.json", manifest("ab".repeat(32)));
    FileModel mine = TestModels.model(open(), "mine");
    String refusal = String.valueOf(assertThrows(ModelRefusal.class, mine::openFile).getMessage());
    assertTrue(refusal.contains("wanted " + "ab".repeat(32)), refusal);
  }

  @Test
  void twoManifestsOfOneNameAreRefused() throws IOException {
    Files.createDirectories(models());
    writeManifest("a.json", manifest(""));
    writeManifest("b.json", manifest(""));
    String refusal = String.valueOf(assertThrows(ModelRefusal.class, this::open).getMessage());
    assertTrue(refusal.contains("both describe mine"), refusal);
  }

  @Test
  void aModelsFolderThatIsNotThereIsRefused() {
    String refusal = String.valueOf(assertThrows(ModelRefusal.class, this::open).getMessage());
    assertTrue(refusal.contains("is not there"), refusal);
  }

  @Test
  void idsOfAClientGetSpecialTokensUnlessTheyAreThere() throws IOException {
    Model model = TestModels.model(TestModels.catalog(data()), TestModels.QUANTISED);
    int[] whole = {101, 7592, 2088, 102};
    assertArrayEquals(whole, model.encode("hello world").ids());
    assertArrayEquals(whole, model.encode(new int[] {7592, 2088}).ids());
    assertArrayEquals(whole, model.encode(whole).ids());
    assertArrayEquals(new int[] {101, 102}, model.encode(new int[0]).ids());
    assertArrayEquals(new int[] {101, 102}, model.encode(new int[] {101}).ids());
    assertEquals(30_522, model.vocabularySize());
  }

  @Test
  void longInputIsCutAtTheLimitAndSaysSo() throws IOException {
    Model model = TestModels.model(TestModels.catalog(data()), TestModels.QUANTISED);
    int[] ids = new int[1000];
    Arrays.fill(ids, 7592);
    for (Encoded encoded : List.of(model.encode(ids), model.encode("hello ".repeat(1000)))) {
      assertEquals(256, encoded.ids().length);
      assertEquals(102, encoded.ids()[255]);
      assertTrue(encoded.truncated());
    }
    assertFalse(model.encode(Arrays.copyOf(ids, 254)).truncated());
    assertTrue(model.encode(Arrays.copyOf(ids, 255)).truncated());
  }

  private FileModelCatalog open() throws IOException {
    return FileModelCatalog.open(data(), models(), BrowserRuntime.bundled());
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Path models() {
    return folder.resolve("models");
  }

  private static String manifest(String sha256) {
    return sha256.isEmpty()
        ? ManifestReaderTest.GOOD
        : ManifestReaderTest.GOOD.replace("null", "\"" + sha256 + "\"");
  }

  private void writeManifest(String file, String json) throws IOException {
    Files.writeString(models().resolve(file), json);
  }

  /** Puts a tokenizer and some bytes that pass for a network in place. */
  private void copyModel(String change) throws IOException {
    Path mine = models().resolve("mine");
    Files.createDirectories(mine);
    Files.writeString(mine.resolve("model.onnx"), "not really a network" + change);
    Path tokenizer = mine.resolve("tokenizer.json");
    if (!Files.exists(tokenizer)) {
      Files.copy(TestModels.FOLDER.resolve("all-minilm-l6-v2-q/tokenizer.json"), tokenizer);
    }
  }
}
