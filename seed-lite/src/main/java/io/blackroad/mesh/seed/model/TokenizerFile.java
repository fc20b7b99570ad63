package io.blackroad.mesh.seed.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the vocabulary out of a tokenizer.json, token by token, and refuses every tokenizer that is
 * not uncased BERT WordPiece: its ids would be wrong without anyone noticing. Truncation and
 * padding written there are ignored; the manifest and the tokenizer decide those.
 */
final class TokenizerFile {
  /** Larger than any BERT vocabulary (multilingual: 119,547); bounds what a hostile file costs. */
  private static final int TOKENS_MAX = 1 << 18;

  /** What the members on the way to a value must be; absent ones may be absent where noted. */
  private static final Map<String, String> WANTED =
      new TreeMap<>(
          Map.of(
              "/model/type", "WordPiece",
              "/model/unk_token", "[UNK]",
              "/model/continuing_subword_prefix", "##",
              "/model/max_input_chars_per_word", "100",
              "/normalizer/type", "BertNormalizer",
              "/normalizer/clean_text", "true",
              "/normalizer/handle_chinese_chars", "true",
              "/normalizer/lowercase", "true",
              "/pre_tokenizer/type", "BertPreTokenizer"));

  private final JsonParser parser;
  private final String where;
  private final Map<String, String> found = new TreeMap<>();
  private @Nullable String[] tokens = new @Nullable String[1 << 15];
  private int size;

  private TokenizerFile(JsonParser parser, String where) {
    this.parser = parser;
    this.where = where;
  }

  /**
   * The tokens in the order of their ids.
   *
   * @param where the file, named in refusals
   */
  static List<String> tokens(InputStream json, String where) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      TokenizerFile file = new TokenizerFile(parser, where);
      file.readObject("");
      file.requireBert();
      return file.inIdOrder();
    } catch (JsonParseException e) {
      throw new ModelRefusal("tokenizer " + where + " is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** Reads what is at {@code path}, noting the values that are wanted and skipping the rest. */
  private void readObject(String path) throws IOException {
    if (path.isEmpty() && parser.nextToken() != JsonToken.START_OBJECT) {
      throw refused("is not a JSON object");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String member = path + "/" + parser.currentName();
      JsonToken value = parser.nextToken();
      if (member.equals("/model/vocab")) {
        readVocabulary(value);
      } else if (value == JsonToken.START_OBJECT && path.isEmpty()) {
        readObject(member);
      } else if (value.isStructStart()) {
        parser.skipChildren();
      } else {
        found.put(member, parser.getText());
      }
    }
  }

  private void readVocabulary(JsonToken start) throws IOException {
    if (start != JsonToken.START_OBJECT) {
      throw refused("keeps its vocabulary as a list, wanted WordPiece's object of ids");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String token = parser.currentName();
      if (parser.nextToken() != JsonToken.VALUE_NUMBER_INT) {
        throw refused("has no id for '" + token + "'");
      }
      put(parser.getIntValue(), token);
    }
  }

  private void put(int id, String token) throws ModelRefusal {
    if (id < 0 || id >= TOKENS_MAX) {
      throw refused("has id " + id + ", wanted 0 to " + (TOKENS_MAX - 1));
    }
    if (id >= tokens.length) {
      tokens = Arrays.copyOf(tokens, Math.max(id + 1, tokens.length * 2));
    }
    if (tokens[id] != null) {
      throw refused("gives id " + id + " to two tokens");
    }
    tokens[id] = token;
    size++;
  }

  private void requireBert() throws ModelRefusal {
    for (Map.Entry<String, String> wanted : WANTED.entrySet()) {
      String value = found.getOrDefault(wanted.getKey(), "absent");
      if (!value.equals(wanted.getValue())) {
        throw refused(
            "is not uncased BERT WordPiece, the only kind the mesh computes: "
                + wanted.getKey().substring(1).replace('/', '.')
                + " is "
                + value
                + ", wanted "
                + wanted.getValue());
      }
    }
    if (found.getOrDefault("/normalizer/strip_accents", "null").equals("false")) {
      throw refused("keeps accents; the mesh's tokenizer strips them");
    }
  }

  private List<String> inIdOrder() throws ModelRefusal {
    List<String> ordered = new ArrayList<>(size);
    for (int id = 0; id < size; id++) {
      String token = tokens[id];
      if (token == null) {
        throw refused("has " + size + " tokens but none with id " + id);
      }
      ordered.add(token);
    }
    return ordered;
  }

  private ModelRefusal refused(String what) {
    return new ModelRefusal("tokenizer " + where + " " + what);
  }
}
