package io.blackroad.mesh.seed.model;

import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.seed.model.ModelManifest.PinnedFile;
import io.blackroad.mesh.seed.model.ModelManifest.Shape;
import io.blackroad.mesh.seed.model.ModelManifest.Terms;
import io.blackroad.mesh.task.Pooling;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one manifest and refuses what is missing, unknown or out of bounds. */
final class ManifestReader {
  /** Vectors of a full task then fit one frame four times over. */
  private static final int DIMENSIONS_MAX = 4096;

  /** [CLS], one token, [SEP]. */
  private static final int TOKENS_MIN = 3;

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private static final Set<String> MEMBERS =
      Set.of(
          "name",
          "file",
          "sha256",
          "bytes",
          "tokenizer",
          "tokenizerSha256",
          "prefixes",
          "pooling",
          "normalize",
          "dimensions",
          "tokensMax",
          "batchable",
          "licence",
          "source",
          "referenceMicrosPerToken",
          "tolerance");

  private final String where;
  private final SortedMap<String, Object> root;

  private ManifestReader(String where, SortedMap<String, Object> root) {
    this.where = where;
    this.root = root;
  }

  /**
   * The manifest that {@code json} is.
   *
   * @param where the file, named in refusals
   */
  static ModelManifest read(String json, String where) throws ModelRefusal {
    return new ManifestReader(where, ManifestJson.object(json, where)).manifest();
  }

  private ModelManifest manifest() throws ModelRefusal {
    requireKnownMembers();
    if (!truth("normalize")) {
      throw refused("normalize", "is false; the mesh returns vectors of length 1 only");
    }
    return new ModelManifest(
        name(),
        new PinnedFile(path("file"), sha256("sha256"), bytes()),
        new PinnedFile(path("tokenizer"), sha256("tokenizerSha256"), -1),
        prefixes(),
        shape(),
        text("licence"),
        text("source"),
        terms());
  }

  private void requireKnownMembers() throws ModelRefusal {
    for (String name : root.keySet()) {
      if (!MEMBERS.contains(name)) {
        throw refused(name, "is not a member of a manifest");
      }
    }
  }

  private long bytes() throws ModelRefusal {
    return root.containsKey("bytes") ? integer("bytes", 1, Long.MAX_VALUE) : -1;
  }

  private String name() throws ModelRefusal {
    String name = text("name");
    if (!NAME.matcher(name).matches()) {
      throw refused("name", "is '" + name + "', wanted " + NAME);
    }
    return name;
  }

  private Path path(String member) throws ModelRefusal {
    String text = text(member);
    if (text.isEmpty() || text.indexOf('\0') >= 0) {
      throw refused(member, "is not a file name");
    }
    return Path.of(text);
  }

  private @Nullable String sha256(String member) throws ModelRefusal {
    Object value = root.getOrDefault(member, ManifestJson.Null.NULL);
    if (value == ManifestJson.Null.NULL) {
      return null;
    }
    if (value instanceof String text && SHA256.matcher(text).matches()) {
      return text;
    }
    throw refused(member, "wants 64 lower-case hex digits, or null to pin what is found first");
  }

  private SortedMap<String, String> prefixes() throws ModelRefusal {
    SortedMap<String, String> prefixes = new TreeMap<>();
    for (Map.Entry<String, Object> prefix : inner("prefixes").entrySet()) {
      if (!(prefix.getValue() instanceof String text)) {
        throw refused("prefixes", "wants text for " + prefix.getKey());
      }
      prefixes.put(prefix.getKey(), text);
    }
    prefixes.putIfAbsent(ModelManifest.DEFAULT_USE, "");
    return prefixes;
  }

  /** The members of an object within; none when it is missing. */
  private Map<String, Object> inner(String member) throws ModelRefusal {
    Object value = root.getOrDefault(member, new TreeMap<>());
    if (!(value instanceof SortedMap<?, ?> members)) {
      throw refused(member, "is not an object");
    }
    Map<String, Object> inner = new TreeMap<>();
    members.forEach((name, each) -> inner.put((String) name, each));
    return inner;
  }

  private Shape shape() throws ModelRefusal {
    Pooling pooling = Pooling.ofWireName(text("pooling"));
    if (pooling == null) {
      throw refused("pooling", "is '" + text("pooling") + "', wanted mean or cls");
    }
    return new Shape(
        (int) integer("dimensions", 1, DIMENSIONS_MAX),
        (int) integer("tokensMax", TOKENS_MIN, NodeLimits.TEXT_TOKENS_MAX),
        pooling,
        truth("batchable"));
  }

  private Terms terms() throws ModelRefusal {
    Map<String, Object> tolerance = inner("tolerance");
    if (!(tolerance.get("cosineMin") instanceof Number cosineMin)
        || !(tolerance.get("maxAbs") instanceof Number maxAbs)) {
      throw refused("tolerance", "wants the numbers cosineMin and maxAbs");
    }
    return new Terms(
        integer("referenceMicrosPerToken", 1, 1_000_000),
        cosineMin.doubleValue(),
        maxAbs.doubleValue());
  }

  private String text(String member) throws ModelRefusal {
    if (root.get(member) instanceof String text) {
      return text;
    }
    throw refused(member, "is missing or not text");
  }

  private boolean truth(String member) throws ModelRefusal {
    if (root.get(member) instanceof Boolean truth) {
      return truth;
    }
    throw refused(member, "is missing or neither true nor false");
  }

  private long integer(String member, long min, long max) throws ModelRefusal {
    Object value = root.getOrDefault(member, "missing");
    if (value instanceof Long number && number >= min && number <= max) {
      return number;
    }
    throw refused(member, "is " + value + ", wanted an integer from " + min + " to " + max);
  }

  private ModelRefusal refused(String member, String what) {
    return new ModelRefusal("manifest " + where + ": " + member + " " + what);
  }
}
