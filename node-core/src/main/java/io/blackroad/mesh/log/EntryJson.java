package io.blackroad.mesh.log;

import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.json.JsonObject;
import io.blackroad.mesh.json.Members;
import org.jspecify.annotations.Nullable;

/** Entries as JSON objects: the form in which they travel, are exported and are hashed. */
public final class EntryJson {
  /** Version of the profile, {@code v} of every entry. */
  public static final int VERSION = 1;

  /** Characters of a chain's name: {@code mesh/} and an id, with room to spare. */
  public static final int CHAIN_CHARS_MAX = 64;

  /** Characters of an actor's id: a prefix and 32 digits, with room for other kinds of actors. */
  public static final int ACTOR_CHARS_MAX = 64;

  /** Characters of an action's name. */
  private static final int ACTION_CHARS_MAX = 16;

  private static final int HASH_DIGITS = 64;

  private EntryJson() {}

  /** What came of reading an entry. */
  public sealed interface Read {
    /** It has the form of an entry; whether its hashes fit is {@link ChainVerifier}'s question. */
    record Ok(LoggedEntry entry) implements Read {}

    /** It has not. */
    record Malformed(String reason) implements Read {}
  }

  /** {@code entry} with everything that is stored beside it, unless that is withheld. */
  public static Json.Obj toJson(LoggedEntry logged) {
    if (logged.isWithheld()) {
      return hashed(logged.entry()).put("hash", logged.entry().hash()).build();
    }
    Json salt = logged.salt() == null ? Json.Null.NULL : new Json.Text(logged.salt());
    return hashed(logged.entry())
        .put("hash", logged.entry().hash())
        .put("payload", logged.payload())
        .put("salt", salt)
        .build();
  }

  /** Reads a whole entry and nothing else. */
  public static Read fromJson(Json json) {
    Members members = Members.of(json);
    return outcome(members, read(members));
  }

  /** Reads an entry as strangers are shown it: whole, or with payload and salt withheld. */
  public static Read fromShownJson(Json json) {
    Members members = Members.of(json);
    return outcome(members, readShown(members));
  }

  private static Read outcome(Members members, @Nullable LoggedEntry entry) {
    String problem = members.problem();
    return problem == null && entry != null
        ? new Read.Ok(entry)
        : new Read.Malformed(problem == null ? "not an entry" : problem);
  }

  /** Reads a whole entry, part of something larger; null once {@code members} has a problem. */
  public static @Nullable LoggedEntry read(Members members) {
    return read(members, false);
  }

  /** The same for an entry whose payload and salt may be withheld, both together. */
  public static @Nullable LoggedEntry readShown(Members members) {
    return read(members, !members.has("payload") && !members.has("salt"));
  }

  private static @Nullable LoggedEntry read(Members members, boolean withheld) {
    Action action = action(members);
    Entry entry =
        new Entry(
            members.text("chain", CHAIN_CHARS_MAX),
            members.integer("seq", 0, Json.INT_MAX),
            prevHash(members),
            members.text("actor_id", ACTOR_CHARS_MAX),
            action,
            members.decimal("timestamp_ns"),
            (int) members.integer("truth_state", -1, 1),
            members.hex("payload_hash", "", HASH_DIGITS),
            members.hex("hash", "", HASH_DIGITS));
    Json payload = withheld ? Json.Null.NULL : members.any("payload");
    String salt = withheld ? null : members.hexOrNull("salt", 2 * Chain.SALT_BYTES);
    if (!withheld && salt == null && payload == Json.Null.NULL) {
      members.refuse("payload", "neither there nor erased");
    }
    members.integer("v", VERSION, VERSION);
    members.integer("depth", action.depth(), action.depth());
    members.end();
    return members.problem() == null ? new LoggedEntry(entry, payload, salt) : null;
  }

  /** The hashed keys of spec/ps-sha-infinity.md 4. */
  static JsonObject hashed(Entry entry) {
    return new JsonObject()
        .put("action_type", entry.action().name())
        .put("actor_id", entry.actorId())
        .put("chain", entry.chain())
        .put("depth", entry.action().depth())
        .put("payload_hash", entry.payloadHash())
        .put("prev_hash", entry.prevHash())
        .put("seq", entry.seq())
        .putDecimal("timestamp_ns", entry.timestampNanos())
        .put("truth_state", entry.truthState())
        .put("v", VERSION);
  }

  private static Action action(Members members) {
    Action action = Action.ofName(members.text("action_type", ACTION_CHARS_MAX));
    if (action == null) {
      members.refuse("action_type", "unknown");
      return Action.HEARTBEAT;
    }
    return action;
  }

  private static String prevHash(Members members) {
    boolean first =
        members.any("prev_hash") instanceof Json.Text text && text.value().equals(Chain.GENESIS);
    return first ? Chain.GENESIS : members.hex("prev_hash", "", HASH_DIGITS);
  }
}
