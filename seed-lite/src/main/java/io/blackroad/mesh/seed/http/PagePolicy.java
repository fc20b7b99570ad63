package io.blackroad.mesh.seed.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a served document or worker may do in a browser. A worker is bound by the policy of its own
 * script's answer, so scripts carry one too.
 */
final class PagePolicy {
  /** A site's own pages and scripts. */
  private static final String SITE =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src"
          + " 'self' ws: wss:; object-src 'none'; base-uri 'self'; form-action 'self';"
          + " frame-ancestors 'self'";

  /** The consent widget: any site may show it, none may put anything into it. */
  private static final String WIDGET =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src"
          + " 'self'; connect-src 'self' ws: wss:; worker-src 'self'; base-uri 'none'; form-action"
          + " 'none'; frame-ancestors *";

  /** The widget as a page of its own, which can be installed; nobody may frame it. */
  private static final String APP =
      WIDGET.replace("frame-ancestors *", "manifest-src 'self'; frame-ancestors 'none'");

  private static final String APP_PAGE = "mesh/app.html";

  /** Scripts of the mesh; ONNX Runtime's threads are workers that run WebAssembly. */
  private static final String MESH_SCRIPT =
      "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' ws: wss:;"
          + " object-src 'none'; frame-ancestors 'none'";

  /** The workers whose loader makes functions of text (DESIGN.md 4); they have no document. */
  private static final String MESH_WORKER =
      "default-src 'self'; script-src 'self' 'unsafe-eval' 'wasm-unsafe-eval'; connect-src 'self'"
          + " ws: wss:; object-src 'none'; frame-ancestors 'none'";

  private static final Set<String> WORKERS =
      Set.of(
          "mesh/node-worker.js",
          "mesh/executor-worker.js",
          "mesh/after-worker.js",
          "mesh/peer-worker.js",
          "mesh/service-worker.js");

  private PagePolicy() {}

  /**
   * Header fields for a file.
   *
   * @param bundled whether it came with the seed, rather than from a site's folder
   */
  static List<Response.Field> fields(String path, boolean bundled) {
    boolean page = MediaTypes.isPage(path);
    List<Response.Field> fields = new ArrayList<>();
    if (!page && !MediaTypes.isScript(path)) {
      return fields;
    }
    fields.add(new Response.Field("Cross-Origin-Embedder-Policy", "require-corp"));
    if (page) {
      fields.add(new Response.Field("Cross-Origin-Opener-Policy", "same-origin"));
    }
    fields.add(new Response.Field("Content-Security-Policy", policy(path, bundled, page)));
    return fields;
  }

  private static String policy(String path, boolean bundled, boolean page) {
    if (!bundled) {
      return SITE;
    }
    if (page) {
      return path.equals(APP_PAGE) ? APP : WIDGET;
    }
    return WORKERS.contains(path) ? MESH_WORKER : MESH_SCRIPT;
  }
}
