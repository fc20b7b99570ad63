package io.blackroad.mesh.log;

import io.blackroad.mesh.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * An entry with what is stored beside it.
 *
 * @param payload what was recorded, or the text {@code [ERASED:<payload hash>]}
 * @param salt 64 hex digits; null once erased
 */
public record LoggedEntry(Entry entry, Json payload, @Nullable String salt) {}
