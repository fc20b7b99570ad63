package io.blackroad.mesh.seed.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileHashesTest {
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"; // FIPS 180-4

  @TempDir Path folder;

  @Test
  void readsAFileOnceAndAgainWhenItLooksChanged() throws Exception {
    Path file = Files.writeString(folder.resolve("modèle ∞.onnx"), "abc");
    FileTime written = Files.getLastModifiedTime(file);
    assertEquals(ABC, open().sha256(file));

    Files.writeString(file, "xyz");
    Files.setLastModifiedTime(file, written);
    assertEquals(ABC, open().sha256(file), "read again though it looks the same");

    Files.setLastModifiedTime(file, FileTime.fromMillis(written.toMillis() + 1));
    String changed = open().sha256(file);
    assertTrue(!changed.equals(ABC));
    Files.writeString(file, "longer than before");
    assertTrue(!open().sha256(file).equals(changed));
  }

  @Test
  void keepsPins() throws Exception {
    assertNull(open().pin("mine/model.onnx"));
    open().pin("mine/model.onnx", ABC);
    assertEquals(ABC, open().pin("mine/model.onnx"));
  }

  @Test
  void refusesADamagedStore() throws Exception {
    for (String damaged : new String[] {"", "{}", "[]", "{\"files\":[],\"pins\":[{}]}"}) {
      Files.writeString(folder.resolve("pins.json"), damaged);
      String refusal = String.valueOf(assertThrows(ModelRefusal.class, this::open).getMessage());
      assertTrue(refusal.contains("pins.json is damaged: mend it, or delete it"), refusal);
    }
  }

  private FileHashes open() throws Exception {
    return FileHashes.open(folder.resolve("pins.json"));
  }
}
