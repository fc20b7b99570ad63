package io.blackroad.mesh.peer;

import io.blackroad.mesh.conformance.VectorFile;
import io.blackroad.mesh.hash.Hex;
import io.blackroad.mesh.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Writes spec/vectors/peer-*.json: frames of each kind, and frames that are wrong in one way. */
final class PeerVectorFiles {
  static final Path GOOD = VectorFile.path("peer-good");
  static final Path MALFORMED = VectorFile.path("peer-malformed");

  private final VectorFile cases = new VectorFile();

  /** To be run in node-core after a change of the frames. */
  public static void main(String[] args) throws IOException {
    Files.writeString(GOOD, good());
    Files.writeString(MALFORMED, malformed());
  }

  /** The content of {@link #GOOD}. */
  static String good() {
    PeerVectorFiles file = new PeerVectorFiles();
    for (PeerFrame frame : SampleFrames.all()) {
      String name = frame.getClass().getSimpleName();
      String says = name.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
      file.cases.add(
          new JsonObject()
              .put("says", says)
              .put("peer_frame", Hex.of(SampleFrames.bytes(frame)))
              .build());
    }
    return file.cases.text("frames between nodes: to be read, and written to the same bytes");
  }

  /** The content of {@link #MALFORMED}. */
  static String malformed() {
    PeerVectorFiles file = new PeerVectorFiles();
    file.kinds();
    file.lengths();
    file.fields();
    return file.cases.text("frames that say nothing; offset is where a reader must say so");
  }

  private void kinds() {
    add("no byte at all", 0, new byte[0]);
    for (int kind : new int[] {0x00, 0x07, 0x0f, 0x12, 0x1f, 0x26, 0x7b, 0xff}) {
      byte[] frame = new byte[64];
      frame[0] = (byte) kind;
      add("no such kind", 0, frame);
    }
  }

  /** Each sample one byte short, where it then is too short, and one too long. */
  private void lengths() {
    int last = -1;
    for (PeerFrame frame : SampleFrames.all()) {
      byte[] bytes = SampleFrames.bytes(frame);
      int kind = bytes[0] & 255;
      if (kind == last) {
        continue;
      }
      last = kind;
      int min = FrameKind.bytesMin(kind);
      String name = frame.getClass().getSimpleName();
      add(name + " that lacks a byte", min - 1, Arrays.copyOf(bytes, min - 1));
      add(name + " of its first byte only", 1, Arrays.copyOf(bytes, 1));
      int max = FrameKind.bytesMax(kind);
      if (max < PeerLimits.FRAME_BYTES_MAX) {
        add(name + " with a byte too many", max, Arrays.copyOf(bytes, max + 1));
      }
    }
  }

  private void fields() {
    add("a greeting with tag 0", 5, bent(new PeerFrame.Hello(1), 5, 0));
    add("a greeting of another version", 9, bent(new PeerFrame.Hello(1), 9, 2));
    add("an unknown reason to close", 5, bent(new PeerFrame.Close(EdgeEnd.CLOSED), 5, 6));
    add("a lane that is none", 5, bent(new PeerFrame.Ack(Lane.BULK, 1), 5, 2));
    PeerFrame offer = new PeerFrame.Signal(1, PeerFrame.Signal.Kind.OFFER, new byte[1]);
    add("a signal of kind 0", 13, bent(offer, 13, 0));
    add("a signal of kind 4", 13, bent(offer, 13, 4));
    add("a stream of 2^31", 9, bent(new PeerFrame.Open(1, new byte[0]), 12, 0x80));
    add("data of a stream of 2^31", 9, bent(new PeerFrame.Data(1, new byte[1]), 12, 0x80));
    byte[] hash = new byte[32];
    add("an end after 2^53 bytes", 13, bent(new PeerFrame.Fin(1, 0, hash), 19, 0x20));
    add("an end after less than nothing", 13, bent(new PeerFrame.Fin(1, 0, hash), 20, 0x80));
    add("2^53 bytes confirmed", 13, bent(new PeerFrame.FinAck(1, 0, hash), 19, 0x20));
    add("credit for 2^53 bytes", 13, bent(new PeerFrame.Credit(1, 0), 19, 0x20));
    PeerFrame reset = new PeerFrame.Reset(1, StreamEnd.CANCELLED);
    add("an unknown reason to break off", 13, bent(reset, 13, 3));
    add("a negative reason to break off", 13, bent(reset, 13, 0xff));
  }

  private static byte[] bent(PeerFrame frame, int at, int value) {
    byte[] bytes = SampleFrames.bytes(frame);
    bytes[at] = (byte) value;
    return bytes;
  }

  private void add(String why, int offset, byte[] frame) {
    cases.add(
        new JsonObject()
            .put("why", why)
            .put("offset", offset)
            .put("peer_frame", Hex.of(frame))
            .build());
  }
}
