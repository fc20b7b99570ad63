package io.blackroad.mesh.browser;

import io.blackroad.mesh.browser.js.TabChannel;
import io.blackroad.mesh.json.CanonicalJson;
import io.blackroad.mesh.json.Parsed;
import io.blackroad.mesh.json.Utf8;
import io.blackroad.mesh.witness.Archive;
import io.blackroad.mesh.witness.CheckpointJson;
import io.blackroad.mesh.witness.Evidence;
import io.blackroad.mesh.witness.Receipt;
import io.blackroad.mesh.witness.SignedCheckpoint;
import java.util.function.Consumer;

/**
 * Tells this browser's other tabs each checkpoint that the node comes to hold, and hears theirs: a
 * seed that shows two tabs two logs is caught without its help.
 */
final class TabGossip implements Archive {
  /** Of a checkpoint's JSON; its members are of fixed lengths, its chain's name below 64. */
  private static final int CHARS_MAX = 1_024;

  private final Archive archive;
  private final TabChannel channel;

  /**
   * @param origin of the seed; each has its own channel
   * @param heard told of other tabs' checkpoints, whose signatures nobody has checked
   */
  TabGossip(Archive archive, String origin, Consumer<SignedCheckpoint> heard) {
    this.archive = archive;
    channel = TabChannel.open("mesh-checkpoints " + origin);
    TabChannel.onText(channel, text -> read(text, heard));
  }

  /** Tells {@code heard} of the checkpoint that {@code text} is, if it is one. */
  static void read(String text, Consumer<SignedCheckpoint> heard) {
    if (text.length() <= CHARS_MAX
        && CanonicalJson.parse(Utf8.bytes(text)) instanceof Parsed.Value value) {
      SignedCheckpoint checkpoint = CheckpointJson.fromJson(value.json());
      if (checkpoint != null) {
        heard.accept(checkpoint);
      }
    }
  }

  @Override
  public void checkpoint(SignedCheckpoint newest) {
    channel.post(CanonicalJson.text(CheckpointJson.toJson(newest)));
    archive.checkpoint(newest);
  }

  @Override
  public void receipt(Receipt receipt) {
    archive.receipt(receipt);
  }

  @Override
  public void evidence(Evidence evidence) {
    archive.evidence(evidence);
  }
}
