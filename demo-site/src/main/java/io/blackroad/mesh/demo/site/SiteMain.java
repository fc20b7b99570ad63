package io.blackroad.mesh.demo.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Builds the site: {@code SiteMain <content> <web> <npm> <out>}, all folders. */
public final class SiteMain {
  private static final String PASSAGES = "data/passages.json";
  private static final String VECTORS = "data/vectors.f32";

  /** Typeface files under {@code node_modules/@fontsource}, licence included. */
  private static final List<String> TYPEFACES =
      List.of(
          "space-grotesk/files/space-grotesk-latin-600-normal.woff2",
          "space-grotesk/files/space-grotesk-latin-700-normal.woff2",
          "inter/files/inter-latin-400-normal.woff2",
          "inter/files/inter-latin-600-normal.woff2",
          "jetbrains-mono/files/jetbrains-mono-latin-400-normal.woff2");

  private SiteMain() {}

  /**
   * Builds and ends.
   *
   * @param args content, web and npm folders to read, and the folder to write
   */
  public static void main(String[] args) throws IOException, MalformedContent {
    if (args.length != 4) {
      throw new IllegalArgumentException("wanted <content> <web> <npm> <out>");
    }
    Path web = Path.of(args[1]);
    Path out = Path.of(args[3]);
    Library library = Library.read(Path.of(args[0]));
    SiteBuilder builder = new SiteBuilder(library, Templates.read(web.resolve("templates")));
    write(builder.files(), out);
    copyAll(web.resolve("static"), out);
    copyTypefaces(Path.of(args[2]).resolve("node_modules/@fontsource"), out.resolve("fonts"));
  }

  static void write(Map<String, String> files, Path out) throws IOException {
    forgetVectorsOfOtherPassages(files, out);
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path target = out.resolve(file.getKey());
      Files.createDirectories(target.resolve("..").normalize());
      Files.writeString(target, file.getValue());
    }
  }

  /** Vectors that a demo left here belong to its passages by their order alone. */
  private static void forgetVectorsOfOtherPassages(Map<String, String> files, Path out)
      throws IOException {
    Path passages = out.resolve(PASSAGES);
    if (Files.exists(passages) && !Files.readString(passages).equals(files.get(PASSAGES))) {
      Files.deleteIfExists(out.resolve(VECTORS));
    }
  }

  private static void copyAll(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static void copyTypefaces(Path from, Path to) throws IOException {
    for (String typeface : TYPEFACES) {
      String family = typeface.substring(0, typeface.indexOf('/'));
      copy(from.resolve(typeface), to.resolve(fileName(typeface)));
      copy(from.resolve(family).resolve("LICENSE"), to.resolve(family + "-LICENSE.txt"));
    }
  }

  /** Names of the files below {@code /fonts/}, licences aside. */
  static List<String> typefaceFiles() {
    return TYPEFACES.stream().map(SiteMain::fileName).toList();
  }

  private static String fileName(String typeface) {
    return typeface.substring(typeface.lastIndexOf('/') + 1);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.resolve("..").normalize());
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }
}
