package io.blackroad.mesh.wire;

/**
 * What a visitor agreed to, as it is logged.
 *
 * @param enabled whether any work may run
 * @param cpuCapPercent share of one core, 5 to 100
 * @param gpu whether the GPU may be used
 * @param site origin of the page, shown in the log, e.g. {@code https://library.example}
 * @param textVersion version of the words that were on the screen
 * @param codeHash of the code that was agreed to ({@code CodeManifest.hash}), 64 hex digits
 */
public record ConsentTerms(
    boolean enabled,
    int cpuCapPercent,
    boolean gpu,
    String site,
    int textVersion,
    String codeHash) {

  /** The same terms with another CPU limit. */
  public ConsentTerms withCap(int percent) {
    return new ConsentTerms(enabled, percent, gpu, site, textVersion, codeHash);
  }
}
