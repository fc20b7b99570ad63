package io.blackroad.mesh.seed.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A small JSON object as a map of {@link String}, {@link Long}, {@link BigDecimal}, {@link
 * Boolean}, {@link Null} and maps. Without Jackson's data binding, whose classes alone would take a
 * third of a seed's start.
 */
final class ManifestJson {
  /** A manifest has objects within one object; nothing needs more. */
  private static final int DEPTH_MAX = 4;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final JsonParser parser;

  private ManifestJson(JsonParser parser) {
    this.parser = parser;
  }

  /** The literal null. */
  enum Null {
    NULL
  }

  /**
   * The object that {@code json} is.
   *
   * @param where the file, named in refusals
   */
  static SortedMap<String, Object> object(String json, String where) throws ModelRefusal {
    try (JsonParser parser = FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new ModelRefusal("manifest " + where + " is not a JSON object");
      }
      return new ManifestJson(parser).members(1);
    } catch (JsonProcessingException e) {
      throw new ModelRefusal("manifest " + where + " is not JSON: " + e.getOriginalMessage(), e);
    } catch (ModelRefusal e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a string cannot fail to be read
    }
  }

  private SortedMap<String, Object> members(int depth) throws IOException {
    SortedMap<String, Object> members = new TreeMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      members.put(name, value(parser.nextToken(), depth));
    }
    return members;
  }

  private Object value(JsonToken token, int depth) throws IOException {
    return switch (token) {
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> Null.NULL;
      case VALUE_NUMBER_INT -> integer();
      case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      case START_OBJECT -> {
        if (depth == DEPTH_MAX) {
          throw new ModelRefusal("objects within objects, more than " + DEPTH_MAX + " deep");
        }
        yield members(depth + 1);
      }
      default -> throw new ModelRefusal("an array, where a manifest has none");
    };
  }

  private Object integer() throws IOException {
    return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? parser.getDecimalValue()
        : (Object) parser.getLongValue();
  }
}
