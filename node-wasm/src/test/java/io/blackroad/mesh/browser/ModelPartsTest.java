package io.blackroad.mesh.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where a model is cut, and that whatever is no model stays whole, with a word on why. */
class ModelPartsTest {
  /** Of weights; two are more than a part takes. */
  private static final int MEGABYTE = 1_000_000;

  private static final int LAYERS = 4;
  private static final int DAMAGED = 300;

  /** In all, {@link #DAMAGED} files of 4 MB each included. */
  private static final double SECONDS_MAX = 60;

  @RegisterExtension
  private static final PageInChromium PAGE =
      new PageInChromium(
          TestSite.TEST_PAGE,
          """
          async () => {
            const { partsOf } = await import('/mesh/model-parts.js');
            window.partsOf = partsOf;
            window.cut = (bytes) => {
              const { parts, whole } = partsOf(bytes);
              return whole ?? parts.map(({ inputs, outputs, bytes }) => `${inputs} -> ${outputs}: ${Math.round(bytes().length / 1e6)} MB`);
            };
            window.load = async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer());
          }""");

  /** The parts, a line each; or why there are none. */
  private static Object cut(byte[] model) {
    return PAGE.page()
        .evaluate(
            "model => cut(Uint8Array.from(atob(model), (c) => c.charCodeAt(0)))",
            Base64.getEncoder().encodeToString(model));
  }

  private static OnnxFile chain() {
    return OnnxFile.chain(LAYERS, MEGABYTE);
  }

  @Test
  void cutsAChainBetweenItsLayers() {
    assertEquals(
        List.of("x -> h1: 1 MB", "h1 -> h2: 1 MB", "h2 -> h3: 1 MB", "h3 -> y: 1 MB"),
        cut(chain().bytes()));
  }

  @Test
  void eachPartIsAModelOfItsOwn() {
    Object again =
        PAGE.page()
            .evaluate(
                """
                model => partsOf(Uint8Array.from(atob(model), (c) => c.charCodeAt(0))).parts
                    .map(({ bytes }) => partsOf(bytes()).whole)""",
                Base64.getEncoder().encodeToString(chain().bytes()));

    assertEquals(List.of("it is small", "it is small", "it is small", "it is small"), again);
  }

  @Test
  void aTensorThatIsUsedFarBelowIsHandedOver() {
    byte[] model =
        chain().node("Add", "h1 y", "late").output("late").weight("unused", MEGABYTE).bytes();

    assertEquals(
        List.of("x -> h1: 1 MB", "h1 -> h2: 1 MB", "h2 -> h3: 1 MB", "h3,h1 -> y,late: 1 MB"),
        cut(model));
  }

  @Test
  void staysWholeWhereTheTypeAtACutIsNotKnown() {
    OnnxFile file = new OnnxFile().input("x", OnnxFile.FLOAT).output("y");
    file.weight("v", MEGABYTE).weight("w", MEGABYTE);
    file.node("MatMul", "x v", "p").node("Mystery", "p", "q").node("MatMul", "q w", "r");
    file.node("Mystery", "r", "s").node("Add", "r s", "y");

    assertEquals("it is small", cut(file.bytes()));
  }

  @Test
  void staysWholeWhenItIsSmall() {
    assertEquals("it is small", cut(OnnxFile.chain(2, 1000).bytes()));
  }

  @Test
  void saysWhatItDoesNotUnderstand() {
    byte[] graph = OnnxFile.nested(6, new byte[0]);
    byte[] elsewhere = OnnxFile.named(8, "far", OnnxFile.nested(13, new byte[0]));
    Map<byte[], String> reasons =
        Map.of(
            chain().node("Tanh", "ghost", "z").bytes(),
            "a node wants \"ghost\", which is not there before it",
            chain().node("Tanh", "b", "a").node("Tanh", "a", "b").bytes(),
            "a node wants \"b\", which is not there before it",
            chain().node("Tanh", "x", "h1").bytes(),
            "two things in it are called \"h1\"",
            chain().weight("x", 1).bytes(),
            "two things in it are called \"x\"",
            chain().output("ghost").bytes(),
            "nothing computes its output \"ghost\"",
            chain().node("If", "x", "z", graph).bytes(),
            "one of its nodes has a graph inside",
            chain().field(5, elsewhere).bytes(),
            "its weights lie in other files",
            chain().field(15, new byte[0]).bytes(),
            "it has sparse weights",
            chain().version(3).bytes(),
            "it is of version 3, whose weights are inputs");

    reasons.forEach((model, reason) -> assertEquals(reason, cut(model)));
  }

  @Test
  void saysWhatIsMalformed() {
    assertEquals("it has 0 graphs", cut(new byte[0]));
    byte[] page = "<!doctype html>".getBytes(StandardCharsets.UTF_8);
    assertEquals("a field at byte 0 has wire type 4", cut(page));
    byte[] beyond = {0x3a, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f};
    assertEquals("a field at byte 0 goes beyond its message", cut(beyond));
    byte[] endless = new byte[20];
    Arrays.fill(endless, (byte) 0xff);
    assertEquals("a number at byte 0 has more than 10 bytes", cut(endless));
    byte[] cutOff = Arrays.copyOf(chain().bytes(), 2 * MEGABYTE);
    assertEquals("a field at byte 2 goes beyond its message", cut(cutOff));
    byte[] nameless = {8, 6, 0x3a, 4, 0x0a, 2, 0x08, 1};
    assertEquals("a name at byte 6 is none", cut(nameless));
    byte[] noText = {8, 6, 0x3a, 5, 0x0a, 3, 0x0a, 1, (byte) 0xff};
    assertEquals("a name at byte 6 is no text", cut(noText));
  }

  @Test
  void noDamageMakesItThrowOrHang() throws IOException {
    byte[] model = chain().bytes();
    PAGE.site().put("/test/chain.onnx", model);
    SplittableRandom random = new SplittableRandom(5);
    List<Integer> places = random.ints(DAMAGED, 0, 400).boxed().toList();
    List<Integer> values = random.ints(DAMAGED, 0, 256).boxed().toList();
    Object millis =
        PAGE.page()
            .evaluate(
                """
                async ([places, values]) => {
                  const whole = await load('/test/chain.onnx');
                  const began = performance.now();
                  places.forEach((place, i) => {
                    for (const at of [place, whole.length - 1 - place]) {
                      const bytes = whole.slice();
                      bytes[at] = values[i];
                      cut(bytes);
                      cut(bytes.subarray(0, Math.floor(whole.length * values[i] / 256)));
                    }
                  });
                  return performance.now() - began;
                }""",
                List.of(places, values));

    assertTrue(((Number) millis).doubleValue() < SECONDS_MAX * 1e3, millis + " ms");
  }
}
