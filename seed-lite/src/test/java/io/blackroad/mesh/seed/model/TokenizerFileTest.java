package io.blackroad.mesh.seed.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenizerFileTest {
  private static final String GOOD =
      """
      {"normalizer": {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true,
        "strip_accents": null, "lowercase": true},
       "added_tokens": [{"id": 0, "content": "[PAD]"}],
       "pre_tokenizer": {"type": "BertPreTokenizer"},
       "model": {"vocab": {"b": 1, "a": 0, "##c": 2}, "type": "WordPiece", "unk_token": "[UNK]",
        "continuing_subword_prefix": "##", "max_input_chars_per_word": 100}}
      """;

  @Test
  void readsTheWholeVocabularyOfMiniLm() throws IOException {
    try (InputStream in =
        Files.newInputStream(TestModels.FOLDER.resolve("all-minilm-l6-v2-q/tokenizer.json"))) {
      List<String> tokens = TokenizerFile.tokens(in, "tokenizer.json");
      assertEquals(30_522, tokens.size());
      assertEquals("[PAD]", tokens.get(0));
      assertEquals("[CLS]", tokens.get(101));
      assertEquals("##～", tokens.get(30_521));
    }
  }

  @Test
  void ordersTokensByIdWhateverOrderTheyComeIn() throws IOException {
    assertEquals(List.of("a", "b", "##c"), read(GOOD));
  }

  @Test
  void refusesEveryTokenizerWhoseIdsWouldBeOthers() {
    assertRefused("\"WordPiece\"", "\"BPE\"", "model.type is BPE, wanted WordPiece");
    assertRefused("\"lowercase\": true", "\"lowercase\": false", "normalizer.lowercase is false");
    assertRefused("\"strip_accents\": null", "\"strip_accents\": false", "keeps accents");
    assertRefused("BertPreTokenizer", "Metaspace", "pre_tokenizer.type is Metaspace");
    assertRefused("\"unk_token\": \"[UNK]\",", "", "model.unk_token is absent");
    assertRefused(": 100", ": 50", "max_input_chars_per_word is 50");
    assertRefused("{\"b\": 1, \"a\": 0, \"##c\": 2}", "[[\"a\", -1.5]]", "as a list");
    assertRefused("\"##c\": 2", "\"##c\": 3", "none with id 2");
    assertRefused("\"##c\": 2", "\"##c\": 1", "id 1 to two tokens");
    assertRefused("\"##c\": 2", "\"##c\": 999999999", "id 999999999");
    assertRefused("\"##c\": 2", "\"##c\": \"2\"", "no id for '##c'");
    assertRefused("\"type\": \"BertNormalizer\"", "\"type\" \"BertNormalizer\"", "is not JSON");
  }

  @Test
  void refusesWhatIsNoObject() {
    assertTrue(refusal("[]").contains("is not a JSON object"));
    assertTrue(refusal("").contains("is not a JSON object"));
  }

  private static void assertRefused(String part, String instead, String reason) {
    assertTrue(GOOD.contains(part), part);
    String refusal = refusal(GOOD.replace(part, instead));
    assertTrue(refusal.contains(reason), refusal);
    assertTrue(refusal.startsWith("tokenizer test.json "), refusal);
  }

  private static String refusal(String json) {
    return String.valueOf(assertThrows(ModelRefusal.class, () -> read(json)).getMessage());
  }

  private static List<String> read(String json) throws IOException {
    return TokenizerFile.tokens(
        new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "test.json");
  }
}
