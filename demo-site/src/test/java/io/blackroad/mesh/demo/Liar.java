package io.blackroad.mesh.demo;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Route;

/**
 * Makes a visitor's browser lie: its ONNX Runtime adds an error to outputs.
 *
 * @param honestRuns of the model before the first lie
 * @param error adds it to {@code data}, in JavaScript
 */
record Liar(int honestRuns, String error) {
  /** Within what engines of different kinds may differ by; equal engines must agree exactly. */
  static final Liar SLIGHT = new Liar(0, "data[0] += 3");

  /** Wrong by any measure, and each time and for each liar in another way. */
  static final Liar GROSS =
      new Liar(0, "for (const i of data.keys()) data[i] += Math.random() * 8");

  private static final String RUNTIME = "**/mesh/ort/ort.wasm.min.mjs";

  /** Goes between the executor and the real runtime, which is fetched under another address. */
  private static final String CROOKED =
      """
      import * as ort from './ort.wasm.min.mjs?honest';
      export * from './ort.wasm.min.mjs?honest';
      let runs = 0;
      const create = ort.InferenceSession.create.bind(ort.InferenceSession);
      export const InferenceSession = {
        async create(...model) {
          const session = await create(...model);
          const run = session.run.bind(session);
          session.run = async (...inputs) => {
            const outputs = await run(...inputs);
            if (runs++ >= HONEST_RUNS) {
              for (const { data } of Object.values(outputs)) { ERROR; }
            }
            return outputs;
          };
          return session;
        },
      };
      """;

  /** The same lies, told only after {@code runs} honest runs. */
  Liar after(int runs) {
    return new Liar(runs, error);
  }

  /** Lets every page of {@code context} lie. */
  void corrupt(BrowserContext context) {
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

  private Route.FulfillOptions crooked() {
    return new Route.FulfillOptions()
        .setContentType("text/javascript")
        .setHeaders(
            java.util.Map.of(
                "Cross-Origin-Resource-Policy",
                "cross-origin",
                "Cross-Origin-Embedder-Policy",
                "require-corp"))
        .setBody(
            CROOKED.replace("HONEST_RUNS", Integer.toString(honestRuns)).replace("ERROR", error));
  }
}
