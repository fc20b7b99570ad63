package io.blackroad.mesh.seed.http;

import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.util.jar.JarEntry;
import org.jspecify.annotations.Nullable;

/** Files that came with the program: resources below one prefix of the class path. */
public final class BundledFiles implements FileSource {
  private final String prefix;

  /**
   * @param prefix ends with a slash, e.g. {@code META-INF/mesh-web/}
   */
  public BundledFiles(String prefix) {
    this.prefix = prefix;
  }

  @Override
  public @Nullable SourceFile find(String path) throws IOException {
    URL resource = ClassLoader.getSystemResource(prefix + path);
    if (resource == null || isFolder(resource)) {
      return null;
    }
    URLConnection connection = resource.openConnection();
    connection.getInputStream().close();
    // The class path does not change while the program runs.
    return new SourceFile(path, connection.getContentLengthLong(), "bundled", resource::openStream);
  }

  @Override
  public boolean isFolder(String path) throws IOException {
    URL resource = ClassLoader.getSystemResource(prefix + path);
    return resource != null && isFolder(resource);
  }

  private static boolean isFolder(URL resource) throws IOException {
    if (resource.openConnection() instanceof JarURLConnection jar) {
      JarEntry entry = jar.getJarEntry();
      return entry == null || entry.isDirectory();
    }
    return new File(URI.create(resource.toString())).isDirectory();
  }
}
