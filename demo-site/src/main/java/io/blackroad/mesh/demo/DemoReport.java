package io.blackroad.mesh.demo;

import java.math.BigDecimal;
import java.util.List;
import java.util.StringJoiner;

/**
 * The demo's figures; written to {@code --json} under these names.
 *
 * @param texts passages embedded
 * @param seconds from submitting the job to its last accepted result
 * @param verified texts of which more than one computation agreed, or that the seed computed itself
 * @param disagreements outputs thrown away
 * @param receiptsVerified log entries that the visitors' own browsers recomputed
 * @param roadUnitsPaid 1e-8 ROAD, as a decimal string
 * @param consentReceipts visitors whose consent stands in the log
 */
public record DemoReport(
    int texts,
    double seconds,
    double textsPerSecond,
    List<NodeShare> nodes,
    int tasks,
    int verified,
    int disagreements,
    int receiptsVerified,
    String roadUnitsPaid,
    int consentReceipts,
    List<SearchResult> searches) {

  private static final int UNIT_DIGITS = 8;

  /**
   * One node's part.
   *
   * @param seed whether it is the seed's own, which is not paid
   * @param texts that it computed and that agreed, alone or with others
   */
  public record NodeShare(
      String id, boolean seed, int texts, String roadUnits, int receiptsVerified) {
    String summary() {
      return seed
          ? "  %-36s %4d texts  to check newcomers, unpaid".formatted("the seed itself", texts)
          : "  %-36s %4d texts  %s ROAD  %d receipts verified"
              .formatted(id, texts, road(roadUnits), receiptsVerified);
    }
  }

  /** An example search, its best passage and whether that stands on the page that was hoped for. */
  public record SearchResult(
      String query,
      String page,
      int passage,
      double similarity,
      boolean expectedPage,
      String text) {
    String summary() {
      return "\n? %s\n  %.3f  %s, passage %d\n  %s"
          .formatted(query, similarity, page, passage, shortened(text));
    }
  }

  /** The summary that a person reads. */
  public String summary() {
    StringJoiner lines = new StringJoiner("\n", "", "\n");
    lines.add(
        "%d texts in %.1f s: %.1f texts/s, %d tasks"
            .formatted(texts, seconds, textsPerSecond, tasks));
    lines.add(
        "%d of %d texts computed more than once, or by the seed, and found the same; %d disagreements"
            .formatted(verified, texts, disagreements));
    nodes.forEach(node -> lines.add(node.summary()));
    lines.add(
        "%d consents on record, %d receipts verified by the visitors, %s ROAD paid"
            .formatted(consentReceipts, receiptsVerified, road(roadUnitsPaid)));
    searches.forEach(search -> lines.add(search.summary()));
    return lines.toString();
  }

  private static String shortened(String text) {
    int end = text.length() <= 150 ? text.length() : text.lastIndexOf(' ', 150);
    return end == text.length() ? text : text.substring(0, end) + " …";
  }

  /** ROAD from units of 1e-8. */
  static String road(String units) {
    return new BigDecimal(units).movePointLeft(UNIT_DIGITS).toPlainString();
  }
}
