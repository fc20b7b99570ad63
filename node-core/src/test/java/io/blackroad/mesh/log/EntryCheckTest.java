package io.blackroad.mesh.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.blackroad.mesh.SeededBytes;
import io.blackroad.mesh.conformance.SampleChain;
import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.json.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EntryCheckTest {
  private static final LoggedEntry ENTRY = SampleChain.entries(3, new SeededBytes(8)).get(2);
  private static final String OTHER_PAYLOAD = "the payload is not the one that was hashed";
  private static final String NOT_ERASED = "no salt, yet the payload is not its erasure mark";

  @Test
  void holdsForAnEntryAndForItsErasure() {
    assertNull(problem(ENTRY));
    assertNull(problem(ENTRY.erased()));
  }

  @Test
  void noticesAnotherPayloadOrSalt() {
    String salt = "0".repeat(64);
    assertEquals(OTHER_PAYLOAD, problem(new LoggedEntry(ENTRY.entry(), ENTRY.payload(), salt)));
    assertEquals(
        OTHER_PAYLOAD, problem(new LoggedEntry(ENTRY.entry(), Json.Null.NULL, ENTRY.salt())));
  }

  @Test
  void noticesASaltOfAnotherForm() {
    for (String salt : new String[] {"", "00", "zz", "A".repeat(64), "0".repeat(66)}) {
      assertEquals(OTHER_PAYLOAD, problem(new LoggedEntry(ENTRY.entry(), ENTRY.payload(), salt)));
    }
  }

  @Test
  void noticesAnErasureThatIsNone() {
    assertEquals(NOT_ERASED, problem(new LoggedEntry(ENTRY.entry(), ENTRY.payload(), null)));
    Json otherMark = LoggedEntry.erasedMarker("0".repeat(64));
    assertEquals(NOT_ERASED, problem(new LoggedEntry(ENTRY.entry(), otherMark, null)));
    Json mark = ENTRY.erased().payload();
    assertEquals(OTHER_PAYLOAD, problem(new LoggedEntry(ENTRY.entry(), mark, ENTRY.salt())));
  }

  @Test
  void noticesAnotherHash() {
    Entry other = ENTRY.entry().withHash("0".repeat(64));
    LoggedEntry logged = new LoggedEntry(other, ENTRY.payload(), ENTRY.salt());
    assertEquals("the hash is not that of the entry", problem(logged));
  }

  private static @Nullable String problem(LoggedEntry logged) {
    return EntryCheck.problem(logged, new Sha256());
  }
}
