package io.blackroad.mesh.seed.http;

import io.blackroad.mesh.seed.http.FileSource.SourceFile;
import io.blackroad.mesh.seed.http.Response.Field;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Serves the mesh's own web files and, for every other path, those of a site. */
public final class StaticFiles implements Handler.Answer {
  /** Served again only after the server was asked whether it has changed. */
  private static final String REVALIDATED = "no-cache";

  private final BundledFiles bundled;
  private final @Nullable FileSource site;
  private final FileCache cache = new FileCache();

  /**
   * @param bundled what came with the seed; nothing of it can be replaced by the site
   * @param site the site's folder, or null
   */
  public StaticFiles(BundledFiles bundled, @Nullable FileSource site) {
    this.bundled = bundled;
    this.site = site;
  }

  @Override
  public CompletableFuture<Response> to(Request request) throws IOException {
    String path = request.path().substring(1);
    if (!isProper(path)) {
      throw Problem.notFound(request.path());
    }
    Response found = answer(request, path, bundled);
    if (found == null && site != null && !isMesh(path)) {
      found = answer(request, path, site);
    }
    if (found == null) {
      throw Problem.notFound(request.path());
    }
    return found.now();
  }

  /** Every file below {@code mesh/} is the seed's: its workers may do what no page may. */
  private static boolean isMesh(String path) {
    return path.equals("mesh.js") || path.equals("mesh") || path.startsWith("mesh/");
  }

  /** No way up, no hidden file, nothing that one system reads differently from another. */
  private static boolean isProper(String path) {
    for (String segment : (path.endsWith("/") ? path + "x" : path).split("/", -1)) {
      boolean hidden = segment.startsWith(".") && !segment.equals(".well-known");
      if (hidden || segment.indexOf('\\') >= 0 || segment.indexOf(':') >= 0) {
        return false;
      }
      if (segment.isEmpty() && !path.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Response answer(Request request, String path, FileSource source)
      throws IOException {
    String file = path.isEmpty() || path.endsWith("/") ? path + "index.html" : path;
    SourceFile found = source.find(file);
    if (found == null && !path.endsWith("/")) {
      found = source.find(path + ".html");
    }
    if (found != null) {
      return content(found, source instanceof BundledFiles).answer(request);
    }
    if (!path.isEmpty() && source.isFolder(path) && source.find(path + "/index.html") != null) {
      return Response.empty(308).with("Location", lastSegment(path) + "/");
    }
    return null;
  }

  /** A relative address, so that no path can be mistaken for another host's. */
  private static String lastSegment(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return "./" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private Content content(SourceFile file, boolean isBundled) throws IOException {
    FileCache.ReadFile read = cache.read(file);
    byte[] kept = read.content();
    List<Field> fields = new ArrayList<>(PagePolicy.fields(file.path(), isBundled));
    fields.add(new Field("Content-Type", MediaTypes.of(file.path())));
    fields.add(new Field("Cache-Control", REVALIDATED));
    FileSource.Opening opening =
        kept == null ? file.opening() : () -> new ByteArrayInputStream(kept);
    return new Content(read.tag(), file.length(), opening, read.gzip(), fields);
  }
}
