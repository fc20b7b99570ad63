package io.blackroad.mesh.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MembersTest {
  @Test
  void readsEveryKind() {
    JsonObject inner = new JsonObject().put("x", 1);
    Members members =
        Members.of(
            new JsonObject()
                .put("text", "words")
                .put("hex", "n_00ff")
                .put("nothing", Json.Null.NULL)
                .put("number", -5)
                .putDecimal("units", Long.MAX_VALUE)
                .put("truth", true)
                .put("list", List.of(inner.build()))
                .put("inner", inner.build())
                .build());
    assertEquals("words", members.text("text", 5));
    assertEquals("n_00ff", members.hex("hex", "n_", 4));
    assertNull(members.hexOrNull("nothing", 4));
    assertEquals(-5, members.integer("number", -5, -5));
    assertEquals(Long.MAX_VALUE, members.decimal("units"));
    assertEquals(true, members.bool("truth"));
    for (Json item : members.items("list", 1)) {
      assertEquals(1, members.item("list", item).integer("x", 1, 1));
    }
    assertEquals(1, members.object("inner").integer("x", 0, 2));
    members.end();
    assertNull(members.problem());
  }

  @Test
  void keepsTheFirstProblemOnly() {
    Members members = Members.of(new JsonObject().put("a", 1).build());
    members.text("a", 3);
    members.text("b", 3);
    members.end();
    assertEquals("a is not a text", members.problem());
  }

  @Test
  void namesTheWayToAProblem() {
    Json inner = new JsonObject().put("deep", new JsonObject().put("n", 7).build()).build();
    Members members = Members.of(new JsonObject().put("list", List.of(inner)).build());
    for (Json item : members.items("list", 1)) {
      members.item("list", item).object("deep").integer("n", 0, 6);
    }
    assertEquals("list[].deep.n is 7, wanted 0 to 6", members.problem());
  }

  @Test
  void refusesWhatNobodyAskedFor() {
    Members members = Members.of(new JsonObject().put("a", 1).put("b", 2).build());
    members.integer("a", 0, 9);
    members.end();
    assertEquals("unknown member b", members.problem());
  }

  @Test
  void refusesWhatIsMissing() {
    assertEquals("no member n", after(new JsonObject().build(), m -> m.integer("n", 0, 1)));
    assertEquals("no member n", after(new JsonObject().build(), m -> m.object("n").end()));
    assertEquals("not an object", after(Json.Null.NULL, m -> m.bool("n")));
  }

  @Test
  void refusesOtherKinds() {
    assertEquals("n is not an integer", after(one("n", "1"), m -> m.integer("n", 0, 1)));
    assertEquals("n is neither true nor false", after(one("n", "1"), m -> m.bool("n")));
    assertEquals("n is not an array", after(one("n", "1"), m -> m.items("n", 1)));
    assertEquals("n is not an object", after(one("n", "1"), m -> m.object("n")));
    assertEquals("n is not a text", after(one("n", 1), m -> m.text("n", 1)));
  }

  @Test
  void keepsLimits() {
    assertEquals(
        "n is a text of 3 characters, at most 2", after(one("n", "abc"), m -> m.text("n", 2)));
    Json two = new JsonObject().put("n", List.of(Json.Null.NULL, Json.Null.NULL)).build();
    assertEquals("n is an array of 2, at most 1", after(two, m -> m.items("n", 1)));
    assertEquals("n is 2, wanted 0 to 1", after(one("n", 2), m -> m.integer("n", 0, 1)));
    assertEquals("n is -1, wanted 0 to 1", after(one("n", -1), m -> m.integer("n", 0, 1)));
  }

  @Test
  void refusesHexadecimalOfAnotherForm() {
    String problem = "n is not n_ and 4 lower-case hexadecimal digits";
    for (String wrong : List.of("00ff00", "n_00f", "s_00ff", "n_00fF", "n_00fg", "")) {
      assertEquals(problem, after(one("n", wrong), m -> m.hex("n", "n_", 4)));
    }
  }

  @Test
  void refusesDecimalsThatAreNotCanonical() {
    String problem = "n is not a decimal string from 0 to 2^63 - 1";
    List<String> wrong = List.of("", "00", "01", "-1", "+1", "1 ", "1e3", "9223372036854775808");
    for (String text : wrong) {
      assertEquals(problem, after(one("n", text), m -> m.decimal("n")), text);
    }
    assertEquals(problem, after(one("n", "9999999999999999999"), m -> m.decimal("n")));
    assertNull(after(one("n", "0"), m -> m.decimal("n")));
  }

  private static Json one(String name, String value) {
    return new JsonObject().put(name, value).build();
  }

  private static Json one(String name, long value) {
    return new JsonObject().put(name, value).build();
  }

  private interface Reading {
    void of(Members members);
  }

  private static @Nullable String after(Json json, Reading reading) {
    Members members = Members.of(json);
    reading.of(members);
    return members.problem();
  }
}
