package io.blackroad.mesh.conformance;

import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of spec/vectors while it is written: a case on each line. */
public final class VectorFile {
  private final List<String> cases = new ArrayList<>();
  private final String subject;

  /** A file whose cases are added whole. */
  public VectorFile() {
    this("");
  }

  /**
   * @param subject name of the member that a case is about
   */
  VectorFile(String subject) {
    this.subject = subject;
  }

  public static Path path(String name) {
    return Path.of("../spec/vectors/" + name + ".json");
  }

  /** A case that holds. */
  void good(String why, Json value) {
    add(why, CanonicalJson.text(value), true);
  }

  /** A case that does not. */
  void bad(String why, Json value) {
    add(why, CanonicalJson.text(value), false);
  }

  /** One whose value is {@code good} with one piece of its text replaced, which must be there. */
  void bent(String why, Json good, String from, String to) {
    String text = CanonicalJson.text(good);
    String bent = text.replace(from, to);
    if (bent.equals(text)) {
      throw new IllegalArgumentException("nothing to bend for: " + why);
    }
    add(why, bent, false);
  }

  private void add(String why, String value, boolean valid) {
    String reason = CanonicalJson.text(new Json.Text(why));
    line("{\"" + subject + "\":" + value + ",\"valid\":" + valid + ",\"why\":" + reason + "}");
  }

  /** A case with all its members. */
  public void add(Json whole) {
    line(CanonicalJson.text(whole));
  }

  /** A case as it stands in the file. */
  public void line(String text) {
    cases.add(text);
  }

  /** The whole file. */
  public String text(String why) {
    return "{\n \"cases\": [\n  "
        + String.join(",\n  ", cases)
        + "\n ],\n \"why\": "
        + CanonicalJson.text(new Json.Text(why))
        + "\n}\n";
  }
}
