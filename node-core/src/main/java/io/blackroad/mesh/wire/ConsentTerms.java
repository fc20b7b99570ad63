package io.blackroad.mesh.wire;

/**
 * What a visitor agreed to, with every setting: it is signed, logged and kept to as it stands here.
 *
 * @param enabled whether any work may run; when false, nothing below allows anything
 * @param limits how much of the device may be used
 * @param permits what may be used or done at all
 * @param basis what the visitor was shown when they agreed, and until when it holds
 */
public record ConsentTerms(boolean enabled, Limits limits, Permits permits, Basis basis) {

  /**
   * How much of the device may be used.
   *
   * @param cpuCapPercent share of one core, 5 to 100
   * @param relayMibPerDay what may be passed on for others, up and down; 0: nothing
   * @param storageMib what may be kept on the device beyond the session; 0: nothing
   */
  public record Limits(int cpuCapPercent, int relayMibPerDay, int storageMib) {
    /** So much CPU, and nothing else. */
    public static Limits cpu(int capPercent) {
      return new Limits(capPercent, 0, 0);
    }
  }

  /**
   * What may be used or done at all.
   *
   * @param gpu whether the GPU may compute
   * @param directPeers whether other visitors may be connected to, who then see the address
   * @param keepStanding whether the node's key stays on the device
   * @param afterClose whether work may go on for a while after the last tab is closed
   * @param whileHidden whether work goes on while the page is not seen
   */
  public record Permits(
      boolean gpu,
      boolean directPeers,
      boolean keepStanding,
      boolean afterClose,
      boolean whileHidden) {
    /** Nothing but to compute. */
    public static final Permits NONE = new Permits(false, false, false, false, true);
  }

  /**
   * What the visitor was shown when they agreed, and until when it holds.
   *
   * @param purpose the site's words on what the work is for; may be empty
   * @param site origin of the page, shown in the log, e.g. {@code https://library.example}
   * @param inOrigin whether the page's own origin showed them, whose scripts could have answered
   * @param textVersion version of the words that were on the screen
   * @param codeHash of the code that was agreed to ({@code CodeManifest.hash}), 64 hex digits
   * @param expiresAtMillis Unix time from which nothing may run any more
   */
  public record Basis(
      String purpose,
      String site,
      boolean inOrigin,
      int textVersion,
      String codeHash,
      long expiresAtMillis) {}

  /** Computing on the CPU, and nothing else. */
  public static ConsentTerms computing(int capPercent, Basis basis) {
    return new ConsentTerms(true, Limits.cpu(capPercent), Permits.NONE, basis);
  }

  public int cpuCapPercent() {
    return limits.cpuCapPercent;
  }

  public String site() {
    return basis.site;
  }

  public String codeHash() {
    return basis.codeHash;
  }

  /** Whether nothing may run any more at {@code unixMillis}. */
  public boolean expired(long unixMillis) {
    return unixMillis >= basis.expiresAtMillis;
  }

  /** The same terms with another CPU limit. */
  public ConsentTerms withCap(int percent) {
    Limits changed = new Limits(percent, limits.relayMibPerDay, limits.storageMib);
    return new ConsentTerms(enabled, changed, permits, basis);
  }

  /** The same terms, taken back. */
  public ConsentTerms withdrawn() {
    return new ConsentTerms(false, limits, permits, basis);
  }
}
