package io.blackroad.mesh.browser;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * An ONNX file by hand, as small or as wrong as a test wants it: protobuf with onnx.proto's
 * numbers.
 */
final class OnnxFile {
  static final int FLOAT = 1;
  private static final int LENGTH_DELIMITED = 2;

  private final ByteArrayOutputStream graph = new ByteArrayOutputStream();
  private int version = 6;

  /** A chain of {@code layers} from x to y, each with {@code bytes} of weights and a residual. */
  static OnnxFile chain(int layers, int bytes) {
    OnnxFile file = new OnnxFile().input("x", FLOAT).output("y");
    for (int i = 0; i < layers; i++) {
      String from = i == 0 ? "x" : "h" + i;
      String to = i == layers - 1 ? "y" : "h" + (i + 1);
      file.weight("w" + i, bytes)
          .node("MatMul", from + " w" + i, to + "_product")
          .node("Tanh", to + "_product", to + "_tanh")
          .node("Add", to + "_tanh " + from, to);
    }
    return file;
  }

  OnnxFile version(int irVersion) {
    version = irVersion;
    return this;
  }

  /** Names are told apart by spaces. */
  OnnxFile node(String operator, String inputs, String outputs) {
    return node(operator, inputs, outputs, new byte[0]);
  }

  /** A node with an attribute. */
  OnnxFile node(String operator, String inputs, String outputs, byte[] attribute) {
    ByteArrayOutputStream node = new ByteArrayOutputStream();
    names(node, 1, inputs);
    names(node, 2, outputs);
    put(node, 4, text(operator));
    if (attribute.length > 0) {
      put(node, 5, attribute);
    }
    return field(1, node.toByteArray());
  }

  private static void names(ByteArrayOutputStream node, int number, String names) {
    for (String name : names.split(" ", -1)) {
      put(node, number, text(name));
    }
  }

  OnnxFile weight(String name, int bytes) {
    ByteArrayOutputStream tensor = new ByteArrayOutputStream();
    number(tensor, 2, FLOAT);
    put(tensor, 8, text(name));
    put(tensor, 9, new byte[bytes]);
    return field(5, tensor.toByteArray());
  }

  OnnxFile input(String name, int type) {
    ByteArrayOutputStream kind = new ByteArrayOutputStream();
    number(kind, 1, type);
    return field(11, named(1, name, nested(2, nested(1, kind.toByteArray()))));
  }

  OnnxFile output(String name) {
    return field(12, named(1, name, new byte[0]));
  }

  /** Any field of the graph. */
  OnnxFile field(int number, byte[] content) {
    put(graph, number, content);
    return this;
  }

  byte[] bytes() {
    ByteArrayOutputStream model = new ByteArrayOutputStream();
    number(model, 1, version);
    put(model, 7, graph.toByteArray());
    return model.toByteArray();
  }

  /** A message with {@code name} in field {@code number}, and {@code rest} behind it. */
  static byte[] named(int number, String name, byte[] rest) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    put(message, number, text(name));
    message.writeBytes(rest);
    return message.toByteArray();
  }

  /** A field with {@code content}. */
  static byte[] nested(int number, byte[] content) {
    ByteArrayOutputStream field = new ByteArrayOutputStream();
    put(field, number, content);
    return field.toByteArray();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void put(ByteArrayOutputStream out, int number, byte[] content) {
    varint(out, number * 8L + LENGTH_DELIMITED);
    varint(out, content.length);
    out.writeBytes(content);
  }

  private static void number(ByteArrayOutputStream out, int number, long value) {
    varint(out, number * 8L);
    varint(out, value);
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while (rest > 127) {
      out.write((int) (rest & 127) | 128);
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
