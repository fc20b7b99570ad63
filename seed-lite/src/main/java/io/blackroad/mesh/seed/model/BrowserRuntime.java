package io.blackroad.mesh.seed.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;

/**
 * The ONNX Runtime build that browser nodes load; part of every task's terms, because only nodes of
 * one build agree bit for bit.
 *
 * @param runtime name and version, e.g. {@code onnxruntime-web@1.30.0}
 * @param runtimeHash {@code sha256:} and 64 hex digits of its WebAssembly file
 */
public record BrowserRuntime(String runtime, String runtimeHash) {
  private static final String RESOURCE = "/META-INF/mesh-web/mesh/runtime.json";

  /** Graph optimisations that keep layer cuts and builds bit for bit the same (facts: onnx.md). */
  static final String LEVEL = "basic";

  /** The one that this build of the mesh serves. */
  public static BrowserRuntime bundled() throws ModelRefusal {
    try (InputStream in = BrowserRuntime.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new ModelRefusal("this build lacks " + RESOURCE + ": build node-wasm first");
      }
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      SortedMap<String, Object> members = ManifestJson.object(json, RESOURCE);
      if (members.get("runtime") instanceof String runtime
          && members.get("runtimeHash") instanceof String runtimeHash) {
        return new BrowserRuntime(runtime, runtimeHash);
      }
      throw new ModelRefusal(RESOURCE + " is not what node-wasm writes: " + json);
    } catch (ModelRefusal e) {
      throw e;
    } catch (IOException e) {
      throw new ModelRefusal(RESOURCE + " cannot be read", e);
    }
  }
}
