package io.blackroad.mesh.demo.site;

import java.util.stream.Collector;
import java.util.stream.Collectors;

/** Markup that is safe to send: it was written by us, or everything in it was escaped. */
public record Html(String markup) {
  static final Html NOTHING = new Html("");

  /** Any text, escaped for an element's content and for a quoted attribute. */
  public static Html text(String text) {
    return new Html(
        text.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;")
            .replace("'", "&#39;"));
  }

  static Html number(int number) {
    return new Html(Integer.toString(number));
  }

  /** One after the other. */
  static Collector<Html, ?, Html> joining() {
    return Collectors.collectingAndThen(
        Collectors.mapping(Html::markup, Collectors.joining()), Html::new);
  }
}
