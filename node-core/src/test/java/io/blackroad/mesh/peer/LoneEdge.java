package io.blackroad.mesh.peer;

import io.blackroad.mesh.SeededBytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An impolite end that is up, and a peer whose every frame the test says. */
final class LoneEdge implements EdgePort, EdgeListener, StreamListener {
  static final int PEER_TAG = 77;

  final SimTime time = new SimTime();
  final List<PeerFrame> sent = new ArrayList<>();
  final List<Integer> tags = new ArrayList<>();
  final List<PeerStream> streams = new ArrayList<>();
  final List<StreamEnd> broken = new ArrayList<>();
  final PeerEdge edge =
      new PeerEdge(new PeerEdge.Ports(time, new SeededBytes(3), this, this), false);
  final int edgeTag;
  boolean refuses;
  int queuedBytes;
  int messages;
  @Nullable EdgeEnd end;
  String detail = "";
  private long control;
  private long bulk;

  LoneEdge() {
    edge.relayUp();
    if (!(sent.get(0) instanceof PeerFrame.Hello hello)) {
      throw new AssertionError("no greeting: " + sent);
    }
    edgeTag = hello.ownTag();
    say(edgeTag, 0, new PeerFrame.Hello(PEER_TAG));
    sent.clear();
    tags.clear();
  }

  void say(int tag, long number, PeerFrame frame) {
    edge.received(Route.RELAY, FrameWriter.write(tag, number, frame));
  }

  /** The next frame of its lane. */
  void say(PeerFrame frame) {
    boolean isBulk = frame instanceof PeerFrame.OfStream;
    say(edgeTag, isBulk ? bulk++ : control++, frame);
  }

  @Override
  public boolean send(Route route, Lane lane, byte[] frame) {
    if (!(FrameReader.read(frame) instanceof FrameRead.Ok ok)) {
      throw new AssertionError("an edge sent what is no frame");
    }
    sent.add(ok.frame());
    tags.add(ok.tag());
    return true;
  }

  @Override
  public int queuedBytes(Route route, Lane lane) {
    return queuedBytes;
  }

  @Override
  public void direct(int attempt, DirectCommand command) {}

  @Override
  public void message(byte[] content) {
    messages++;
  }

  @Override
  public @Nullable StreamListener opened(PeerStream stream) {
    streams.add(stream);
    return refuses ? null : this;
  }

  @Override
  public void moved(Route route) {}

  @Override
  public void ended(EdgeEnd reason, String why) {
    end = reason;
    detail = why;
  }

  @Override
  public void data(byte[] content) {}

  @Override
  public void finished() {}

  @Override
  public void writable() {}

  @Override
  public void delivered() {}

  @Override
  public void broken(StreamEnd reason) {
    broken.add(reason);
  }
}
