package io.blackroad.mesh.demo.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {
  private final Template template = new Template("t", "<p title=\"{{a}}\">{{b}}</p>");

  @Test
  void escapesWhatIsText() {
    Html filled =
        template.fill(
            Map.of("a", Html.text("\"'>"), "b", Html.text("<script>alert(1)</script> & $1 \\")));

    assertEquals(
        "<p title=\"&quot;&#39;&gt;\">&lt;script&gt;alert(1)&lt;/script&gt; &amp; $1 \\</p>",
        filled.markup());
  }

  @Test
  void doesNotFillHolesInsideValues() {
    Html filled = template.fill(Map.of("a", Html.text("{{b}}"), "b", Html.text("x")));

    assertEquals("<p title=\"{{b}}\">x</p>", filled.markup());
  }

  @Test
  void refusesMissingAndSuperfluousValues() {
    Html x = Html.text("x");

    assertThrows(IllegalArgumentException.class, () -> template.fill(Map.of("a", x)));
    assertThrows(
        IllegalArgumentException.class, () -> template.fill(Map.of("a", x, "b", x, "c", x)));
  }

  @Test
  void quotesJson() {
    assertEquals(
        "\"a\\\"b\\\\c\\u000ad\u00e9</script>\"", DataFiles.quoted("a\"b\\c\nd\u00e9</script>"));
  }
}
