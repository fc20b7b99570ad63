package io.blackroad.mesh.seed.http;

import java.util.Locale;

/** What a file is, by its name. */
final class MediaTypes {
  private MediaTypes() {}

  /** The Content-Type of a file of that name. */
  static String of(String name) {
    return switch (extension(name)) {
      case "html", "htm" -> "text/html; charset=utf-8";
      case "js", "mjs" -> "text/javascript; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "json", "map" -> "application/json";
      case "webmanifest" -> "application/manifest+json";
      case "txt", "md" -> "text/plain; charset=utf-8";
      case "xml" -> "application/xml";
      case "svg" -> "image/svg+xml";
      case "wasm" -> "application/wasm";
      case "png" -> "image/png";
      case "jpg", "jpeg" -> "image/jpeg";
      case "webp" -> "image/webp";
      case "avif" -> "image/avif";
      case "gif" -> "image/gif";
      case "ico" -> "image/x-icon";
      case "woff2" -> "font/woff2";
      case "woff" -> "font/woff";
      case "ttf" -> "font/ttf";
      case "pdf" -> "application/pdf";
      default -> "application/octet-stream";
    };
  }

  /** Whether a file of that name becomes much smaller by gzip. */
  static boolean compresses(String name) {
    return switch (extension(name)) {
      case "html", "htm", "js", "mjs", "css", "json", "map", "webmanifest" -> true;
      case "txt", "md", "xml", "svg", "wasm", "ttf", "ico" -> true;
      default -> false;
    };
  }

  static boolean isPage(String name) {
    return of(name).startsWith("text/html");
  }

  static boolean isScript(String name) {
    return of(name).startsWith("text/javascript");
  }

  private static String extension(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
