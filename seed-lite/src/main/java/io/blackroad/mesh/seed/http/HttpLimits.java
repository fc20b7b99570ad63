package io.blackroad.mesh.seed.http;

/**
 * How much of the server one client, and all of them, may take.
 *
 * @param requestLineBytesMax method, target and version; options of an upload travel in the target
 * @param headerBytesMax all header fields of a request together
 * @param headersMillis from connecting until the first request's headers are complete
 * @param keepAliveMillis from one answer until the next request's headers are complete
 * @param bodyStallMillis time that a body may lag behind {@code bodyBytesPerSecondMin}
 * @param bodyBytesPerSecondMin slowest sender that is waited for
 * @param writeStallMillis time in which a reader must take at least one byte of what is sent
 * @param bodiesBytesMax bytes of bodies that are taken in at once, over all connections. One that
 *     is read as it arrives counts as well: what becomes of it until its end takes about as much
 *     memory
 * @param connectionsMax open connections
 * @param connectionsPerAddressMax of those, from one IPv4 address or one IPv6 /64; a school or an
 *     office shares one
 */
public record HttpLimits(
    int requestLineBytesMax,
    int headerBytesMax,
    long headersMillis,
    long keepAliveMillis,
    long bodyStallMillis,
    long bodyBytesPerSecondMin,
    long writeStallMillis,
    long bodiesBytesMax,
    int connectionsMax,
    int connectionsPerAddressMax) {

  /** Bodies may fill a quarter of the memory that there is, and never more than 64 MiB. */
  private static final long BODIES_BYTES_MAX =
      Math.min(64 << 20, Runtime.getRuntime().maxMemory() / 4);

  /** For a seed on a small machine that faces the open network. */
  public static final HttpLimits STANDARD =
      new HttpLimits(
          8 << 10,
          16 << 10,
          10_000,
          60_000,
          20_000,
          1_024,
          30_000,
          BODIES_BYTES_MAX,
          16_000,
          1_024);

  /** The same with other time limits: headers, keep-alive, body and write alike. */
  public HttpLimits withMillis(long millis) {
    return new HttpLimits(
        requestLineBytesMax,
        headerBytesMax,
        millis,
        millis,
        millis,
        bodyBytesPerSecondMin,
        millis,
        bodiesBytesMax,
        connectionsMax,
        connectionsPerAddressMax);
  }

  /** The same with other caps on open connections. */
  public HttpLimits withConnections(int all, int perAddress) {
    return new HttpLimits(
        requestLineBytesMax,
        headerBytesMax,
        headersMillis,
        keepAliveMillis,
        bodyStallMillis,
        bodyBytesPerSecondMin,
        writeStallMillis,
        bodiesBytesMax,
        all,
        perAddress);
  }
}
