package io.blackroad.mesh.seed.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.blackroad.mesh.NodeLimits;
import io.blackroad.mesh.seed.model.ModelManifest.PinnedFile;
import io.blackroad.mesh.seed.model.ModelManifest.Shape;
import io.blackroad.mesh.seed.model.ModelManifest.Terms;
import io.blackroad.mesh.task.Pooling;
import java.nio.file.Path;
import java.util.Iterator;
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

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final String where;
  private final JsonNode root;

  private ManifestReader(String where, JsonNode root) {
    this.where = where;
    this.root = root;
  }

  /**
   * The manifest that {@code json} is.
   *
   * @param where the file, named in refusals
   */
  static ModelManifest read(String json, String where) throws ModelRefusal {
    JsonNode root;
    try {
      root = MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new ModelRefusal("manifest " + where + " is not JSON: " + e.getOriginalMessage(), e);
    }
    return new ManifestReader(where, root).manifest();
  }

  private ModelManifest manifest() throws ModelRefusal {
    requireKnownMembers();
    if (!truth("normalize")) {
      throw refused("normalize", "is false; the mesh returns vectors of length 1 only");
    }
    return new ModelManifest(
        name(),
        new PinnedFile(path("file"), sha256("sha256"), root.path("bytes").asLong(-1)),
        new PinnedFile(path("tokenizer"), sha256("tokenizerSha256"), -1),
        prefixes(),
        shape(),
        text("licence"),
        text("source"),
        terms());
  }

  private void requireKnownMembers() throws ModelRefusal {
    if (!root.isObject()) {
      throw new ModelRefusal("manifest " + where + " is not a JSON object");
    }
    for (Iterator<String> names = root.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!MEMBERS.contains(name)) {
        throw refused(name, "is not a member of a manifest");
      }
    }
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
    JsonNode value = root.path(member);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!SHA256.matcher(value.asText()).matches()) {
      throw refused(member, "wants 64 lower-case hex digits, or null to pin what is found first");
    }
    return value.asText();
  }

  private SortedMap<String, String> prefixes() throws ModelRefusal {
    SortedMap<String, String> prefixes = new TreeMap<>();
    for (Map.Entry<String, JsonNode> prefix : root.path("prefixes").properties()) {
      if (!prefix.getValue().isTextual()) {
        throw refused("prefixes", "wants text for " + prefix.getKey());
      }
      prefixes.put(prefix.getKey(), prefix.getValue().asText());
    }
    prefixes.putIfAbsent(ModelManifest.DEFAULT_USE, "");
    return prefixes;
  }

  private Shape shape() throws ModelRefusal {
    Pooling pooling = Pooling.ofWireName(text("pooling"));
    if (pooling == null) {
      throw refused("pooling", "is '" + text("pooling") + "', wanted mean or cls");
    }
    return new Shape(
        (int) integer("dimensions", 1, DIMENSIONS_MAX),
        (int) integer("tokensMax", TOKENS_MIN, NodeLimits.TASK_TOKENS_MAX),
        pooling,
        truth("batchable"));
  }

  private Terms terms() throws ModelRefusal {
    JsonNode tolerance = root.path("tolerance");
    JsonNode cosineMin = tolerance.path("cosineMin");
    JsonNode maxAbs = tolerance.path("maxAbs");
    if (!cosineMin.isNumber() || !maxAbs.isNumber()) {
      throw refused("tolerance", "wants the numbers cosineMin and maxAbs");
    }
    return new Terms(
        integer("referenceMicrosPerToken", 1, 1_000_000),
        cosineMin.doubleValue(),
        maxAbs.doubleValue());
  }

  private String text(String member) throws ModelRefusal {
    JsonNode value = root.path(member);
    if (!value.isTextual()) {
      throw refused(member, "is missing or not text");
    }
    return value.asText();
  }

  private boolean truth(String member) throws ModelRefusal {
    JsonNode value = root.path(member);
    if (!value.isBoolean()) {
      throw refused(member, "is missing or neither true nor false");
    }
    return value.booleanValue();
  }

  private long integer(String member, long min, long max) throws ModelRefusal {
    JsonNode value = root.path(member);
    if (!value.canConvertToExactIntegral() || value.longValue() < min || value.longValue() > max) {
      throw refused(member, "is " + value + ", wanted an integer from " + min + " to " + max);
    }
    return value.longValue();
  }

  private ModelRefusal refused(String member, String what) {
    return new ModelRefusal("manifest " + where + ": " + member + " " + what);
  }
}
