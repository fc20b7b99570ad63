package io.blackroad.mesh.sim;

import io.blackroad.mesh.hash.Sha256;
import io.blackroad.mesh.log.AcceptedOutput;
import io.blackroad.mesh.log.ChainVerifier;
import io.blackroad.mesh.log.Entry;
import io.blackroad.mesh.log.LogBatch;
import io.blackroad.mesh.log.LoggedEntry;
import io.blackroad.mesh.log.Posting;
import io.blackroad.mesh.reward.Bookings;
import io.blackroad.mesh.witness.Receipt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads back what a simulated seed stored and checks what must hold whatever happened. */
public final class Audit {
  private final List<LogBatch> stored;

  public Audit(Simulation simulation) {
    this.stored = simulation.stored();
  }

  /** The first broken invariant, or empty. */
  public String problem() {
    ChainVerifier verifier = new ChainVerifier(new Sha256());
    Set<String> keys = new LinkedHashSet<>();
    Set<String> tasks = new LinkedHashSet<>();
    for (LogBatch batch : stored) {
      for (LoggedEntry entry : batch.entries()) {
        if (verifier.feed(entry) instanceof ChainVerifier.Result.Broken broken) {
          return "the chain breaks at " + broken.seq() + ": " + broken.reason();
        }
      }
      for (Posting posting : batch.postings()) {
        if (!keys.add(posting.key())) {
          return "paid twice: " + posting.key();
        }
      }
      for (AcceptedOutput output : batch.outputs()) {
        if (!tasks.add(output.taskId())) {
          return "accepted twice: " + output.taskId();
        }
      }
    }
    return "";
  }

  /** What is wrong with the receipts that {@code node} has kept, against the log; or empty. */
  public String problem(SimNode node) {
    if (!node.archive().evidence().isEmpty()) {
      return "an honest seed stands convicted: " + node.archive().evidence().get(0).sentence();
    }
    if (node.status().receiptsBroken() > 0) {
      return "a receipt of an honest seed does not hold";
    }
    Map<Long, String> hashes = new LinkedHashMap<>();
    for (LogBatch batch : stored) {
      batch.entries().forEach(each -> hashes.put(each.entry().seq(), each.entry().hash()));
    }
    for (Receipt receipt : node.archive().receipts()) {
      Entry entry = receipt.proven().entry().entry();
      if (!entry.hash().equals(hashes.get(entry.seq()))) {
        return "entry " + entry.seq() + " was acknowledged and is lost";
      }
    }
    return "";
  }

  /** Units that each node has, held ones included; nodes without any are left out. */
  public Map<String, Long> paid() {
    Map<String, Long> paid = new LinkedHashMap<>();
    for (LogBatch batch : stored) {
      for (Posting posting : batch.postings()) {
        paid.merge(owner(posting.credit()), posting.units(), Long::sum);
        paid.merge(owner(posting.debit()), -posting.units(), Long::sum);
      }
    }
    paid.remove(Bookings.TREASURY);
    paid.values().removeIf(units -> units == 0);
    return paid;
  }

  /** Whose account that is. */
  private static String owner(String account) {
    return account.substring(account.indexOf(':') + 1);
  }

  /** What submitters have in the end: outputs, corrected where they were. */
  public List<AcceptedOutput> outputs() {
    Map<String, AcceptedOutput> outputs = new LinkedHashMap<>();
    for (LogBatch batch : stored) {
      batch.outputs().forEach(output -> outputs.put(output.taskId(), output));
      batch.corrections().forEach(output -> outputs.put(output.taskId(), output));
    }
    return new ArrayList<>(outputs.values());
  }

  /** How many entries of {@code action} are stored. */
  public long count(io.blackroad.mesh.log.Action action) {
    return stored.stream()
        .flatMap(batch -> batch.entries().stream())
        .filter(entry -> entry.entry().action() == action)
        .count();
  }
}
