package io.blackroad.mesh.wire;

import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.json.Members;

/** {@link ConsentTerms} as a JSON object: on the wire, in the signed proof and in the log. */
public final class ConsentJson {
  private static final int CAP_PERCENT_MIN = 5;
  private static final int CAP_PERCENT_MAX = 100;

  private static final int HASH_DIGITS = 64;

  private ConsentJson() {}

  /** The members of spec/wire.md 3.2. */
  public static Json.Obj toJson(ConsentTerms terms) {
    ConsentTerms.Limits limits = terms.limits();
    ConsentTerms.Permits permits = terms.permits();
    ConsentTerms.Basis basis = terms.basis();
    return new JsonObject()
        .put("enabled", terms.enabled())
        .put("cpu_cap_percent", limits.cpuCapPercent())
        .put("relay_mib_per_day", limits.relayMibPerDay())
        .put("storage_mib", limits.storageMib())
        .put("gpu", permits.gpu())
        .put("direct_peers", permits.directPeers())
        .put("keep_standing", permits.keepStanding())
        .put("after_close", permits.afterClose())
        .put("while_hidden", permits.whileHidden())
        .put("purpose", basis.purpose())
        .put("site", basis.site())
        .put("in_origin", basis.inOrigin())
        .put("text_version", basis.textVersion())
        .put("code_hash", basis.codeHash())
        .put("expires_at_ms", basis.expiresAtMillis())
        .build();
  }

  /** Reads what {@link #toJson} writes; usable only while {@code members} has no problem. */
  static ConsentTerms read(Members members) {
    ConsentTerms terms =
        new ConsentTerms(
            members.bool("enabled"), limits(members), permits(members), basis(members));
    members.end();
    return terms;
  }

  private static ConsentTerms.Limits limits(Members members) {
    return new ConsentTerms.Limits(
        (int) members.integer("cpu_cap_percent", CAP_PERCENT_MIN, CAP_PERCENT_MAX),
        (int) members.integer("relay_mib_per_day", 0, WireLimits.CONSENT_MIB_MAX),
        (int) members.integer("storage_mib", 0, WireLimits.CONSENT_MIB_MAX));
  }

  private static ConsentTerms.Permits permits(Members members) {
    return new ConsentTerms.Permits(
        members.bool("gpu"),
        members.bool("direct_peers"),
        members.bool("keep_standing"),
        members.bool("after_close"),
        members.bool("while_hidden"));
  }

  private static ConsentTerms.Basis basis(Members members) {
    return new ConsentTerms.Basis(
        members.text("purpose", WireLimits.PURPOSE_CHARS_MAX),
        members.text("site", WireLimits.SITE_CHARS_MAX),
        members.bool("in_origin"),
        (int) members.integer("text_version", 0, Integer.MAX_VALUE),
        members.hex("code_hash", "", HASH_DIGITS),
        members.integer("expires_at_ms", 0, Json.INT_MAX));
  }
}
