package io.blackroad.mesh.seed.cli;

import io.blackroad.mesh.json.Json;
import io.blackroad.mesh.log.Entry;
import io.blackroad.mesh.port.Digest;
import io.blackroad.mesh.seed.JcaDigest;
import io.blackroad.mesh.seed.JcaSignatureCheck;
import io.blackroad.mesh.witness.Evidence;
import io.blackroad.mesh.witness.Receipt;
import io.blackroad.mesh.witness.ReceiptJson;
import io.blackroad.mesh.witness.SignedCheckpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Verifies what a visitor keeps: receipts, and evidence of two histories. */
final class ReceiptCheck {
  private final Digest digest = new JcaDigest();
  private final @Nullable String pinnedSeed;

  /**
   * @param pinnedSeed id of the only seed whose word counts; null for any
   */
  ReceiptCheck(@Nullable String pinnedSeed) {
    this.pinnedSeed = pinnedSeed;
  }

  /** Whether {@code item} is what this verifies; a log's entries are not. */
  static boolean takes(Json item) {
    return item instanceof Json.Obj object
        && (object.members().containsKey("entry") || isEvidence(item));
  }

  private static boolean isEvidence(Json value) {
    return value instanceof Json.Obj object && object.members().containsKey("first");
  }

  /** One sentence on {@code values}, all of which hold. */
  String sentence(List<Json> values) throws Breach {
    if (values.isEmpty()) {
      throw new Breach("there is no receipt in it");
    }
    if (values.size() == 1 && isEvidence(values.getFirst())) {
      return evidence(values.getFirst());
    }
    List<Receipt> receipts = new ArrayList<>();
    for (Json value : values) {
      receipts.add(receipt(value, receipts.size() + 1));
    }
    return receipts.size() == 1 ? one(receipts.getFirst()) : many(receipts);
  }

  private Receipt receipt(Json json, int number) throws Breach {
    Receipt receipt =
        switch (ReceiptJson.fromShownJson(json)) {
          case ReceiptJson.Read.Ok ok -> ok.receipt();
          case ReceiptJson.Read.Malformed bad ->
              throw new Breach("receipt " + number + " is not one (" + bad.reason() + ")");
        };
    long seq = receipt.proven().entry().entry().seq();
    String problem = receipt.problem(digest);
    if (problem != null) {
      throw new Breach(seq, problem);
    }
    requireSigned(receipt.checkpoint(), seq);
    return receipt;
  }

  private void requireSigned(SignedCheckpoint signed, long seq) throws Breach {
    String chain = signed.checkpoint().chain();
    if (pinnedSeed != null && !chain.equals(SignedCheckpoint.CHAIN_PREFIX + pinnedSeed)) {
      throw new Breach(seq, "its checkpoint is of " + chain + ", not of seed " + pinnedSeed);
    }
    if (!isSigned(signed)) {
      throw new Breach(seq, "the seed did not sign its checkpoint");
    }
  }

  private boolean isSigned(SignedCheckpoint signed) {
    AtomicBoolean good = new AtomicBoolean();
    signed.check(digest, new JcaSignatureCheck(), good::set);
    return good.get();
  }

  private static String one(Receipt receipt) {
    Entry entry = receipt.proven().entry().entry();
    return "The receipt holds: entry "
        + entry.seq()
        + ", a "
        + entry.action()
        + " of "
        + entry.actorId()
        + " at "
        + Instant.ofEpochMilli(entry.timestampNanos() / 1_000_000)
        + ", is in the log of "
        + receipt.checkpoint().checkpoint().treeSize()
        + " entries that "
        + entry.chain()
        + " signed.";
  }

  private static String many(List<Receipt> receipts) {
    long sizeMax = 0;
    for (Receipt receipt : receipts) {
      sizeMax = Math.max(sizeMax, receipt.checkpoint().checkpoint().treeSize());
    }
    List<String> chains =
        receipts.stream().map(each -> each.proven().entry().entry().chain()).distinct().toList();
    return "All "
        + receipts.size()
        + " receipts hold: their entries are in logs of up to "
        + sizeMax
        + " entries that "
        + String.join(", ", chains)
        + " signed.";
  }

  private String evidence(Json json) throws Breach {
    Evidence evidence = Evidence.fromJson(json);
    if (evidence == null) {
      throw new Breach("it is not evidence: wanted are kind, first and second");
    }
    requireSigned(evidence.first(), Breach.NO_ENTRY);
    requireSigned(evidence.second(), Breach.NO_ENTRY);
    String chain = evidence.first().checkpoint().chain();
    if (!chain.equals(evidence.second().checkpoint().chain())) {
      throw new Breach("it proves nothing: its checkpoints are of two seeds");
    }
    if (evidence.first().sameLog(evidence.second()) || !convicts(evidence)) {
      throw new Breach(
          evidence.kind() == Evidence.Kind.NOT_CONTINUED
              ? "it does not convict by itself: both checkpoints are signed, and whether one"
                  + " continues the other is to be asked of the seed (mesh verify URL --checkpoint)"
              : "it proves nothing: both checkpoints can be of one growing log");
    }
    return "The evidence convicts " + chain + ": " + evidence.sentence();
  }

  /** Whether the two signed checkpoints exclude each other, whatever the seed may say. */
  private static boolean convicts(Evidence evidence) {
    var first = evidence.first().checkpoint();
    var second = evidence.second().checkpoint();
    long longer = second.treeSize() - first.treeSize();
    long later = second.timestampNanos() - first.timestampNanos();
    return switch (evidence.kind()) {
      case SPLIT -> longer == 0;
      case TIME_BACKWARDS -> longer != 0 && Long.signum(longer) != Long.signum(later);
      case NOT_CONTINUED -> false;
    };
  }
}
