package io.blackroad.mesh.demo;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Route;

/** Makes a visitor's browser lie: its ONNX Runtime adds an error to every output. */
final class Liar {
  private static final String RUNTIME = "**/mesh/ort/ort.wasm.min.mjs";

  /** Goes between the executor and the real runtime, which is fetched under another address. */
  private static final String CROOKED =
      """
      import * as ort from './ort.wasm.min.mjs?honest';
      export * from './ort.wasm.min.mjs?honest';
      const create = ort.InferenceSession.create.bind(ort.InferenceSession);
      export const InferenceSession = {
        async create(...model) {
          const session = await create(...model);
          const run = session.run.bind(session);
          session.run = async (...inputs) => {
            const outputs = await run(...inputs);
            for (const output of Object.values(outputs)) output.data[0] += 3;
            return outputs;
          };
          return session;
        },
      };
      """;

  private Liar() {}

  static void corrupt(BrowserContext context) {
    context.route(
        RUNTIME,
        route -> {
          if (route.request().resourceType().equals("fetch")) {
            route.resume(); // the widget's check of its code is shown the honest file
          } else {
            route.fulfill(crooked());
          }
        });
  }

  private static Route.FulfillOptions crooked() {
    return new Route.FulfillOptions()
        .setContentType("text/javascript")
        .setHeaders(
            java.util.Map.of(
                "Cross-Origin-Resource-Policy",
                "cross-origin",
                "Cross-Origin-Embedder-Policy",
                "require-corp"))
        .setBody(CROOKED);
  }
}
