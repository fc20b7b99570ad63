package io.blackroad.mesh.seed.api;

import io.blackroad.mesh.seed.ice.MintedIce;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a seed is run.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 takes a free one
 * @param data folder of the database and the seed's key; made when missing
 * @param site folder of a site to serve beside the mesh, or null
 * @param models folder of further models with their manifests, or null
 * @param fallback whether the seed computes by itself when no browser does
 * @param origins origins whose pages may join besides the seed's own, e.g. {@code
 *     https://library.example}; {@code *} for any
 * @param proxied whether clients come through a proxy that names them
 * @param keep how long results are kept
 * @param ice STUN and TURN servers that visitors are told of
 */
public record SeedOptions(
    String host,
    int port,
    Path data,
    @Nullable Path site,
    @Nullable Path models,
    boolean fallback,
    List<String> origins,
    boolean proxied,
    Keep keep,
    MintedIce ice) {
  /** BlackRoad's port for a mesh gateway. */
  public static final int PORT = 8082;

  public SeedOptions {
    origins = List.copyOf(origins);
  }

  /** A seed on this machine only, with a fallback node and without a site. */
  public static SeedOptions in(Path data) {
    return new SeedOptions(
        "127.0.0.1", PORT, data, null, null, true, List.of(), false, Keep.STANDARD, MintedIce.NONE);
  }

  public SeedOptions withPort(int newPort) {
    return new SeedOptions(
        host, newPort, data, site, models, fallback, origins, proxied, keep, ice);
  }

  public SeedOptions withSite(Path newSite) {
    return new SeedOptions(
        host, port, data, newSite, models, fallback, origins, proxied, keep, ice);
  }

  public SeedOptions withFallback(boolean newFallback) {
    return new SeedOptions(
        host, port, data, site, models, newFallback, origins, proxied, keep, ice);
  }

  public SeedOptions withOrigins(List<String> newOrigins) {
    return new SeedOptions(
        host, port, data, site, models, fallback, newOrigins, proxied, keep, ice);
  }

  public SeedOptions withProxied(boolean newProxied) {
    return new SeedOptions(
        host, port, data, site, models, fallback, origins, newProxied, keep, ice);
  }

  public SeedOptions withKeep(Keep newKeep) {
    return new SeedOptions(
        host, port, data, site, models, fallback, origins, proxied, newKeep, ice);
  }

  public SeedOptions withIce(MintedIce newIce) {
    return new SeedOptions(
        host, port, data, site, models, fallback, origins, proxied, keep, newIce);
  }

  /**
   * How long the texts and results of a job that has ended are kept, unless its submitter deletes
   * it before: nobody's disk is for those who never read what they asked for.
   *
   * @param hours after its end
   * @param bytes of vectors of all such jobs together; the oldest are forgotten first
   */
  public record Keep(int hours, long bytes) {
    /** A day, and 8 GiB: five million vectors of 384 dimensions. */
    public static final Keep STANDARD = new Keep(24, 8L << 30);
  }
}
