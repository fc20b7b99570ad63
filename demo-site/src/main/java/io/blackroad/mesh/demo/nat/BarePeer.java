package io.blackroad.mesh.demo.nat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.List;

/**
 * One side of a bare RTCPeerConnection, to see what a router does rather than what the mesh does.
 */
final class BarePeer implements AutoCloseable {
  private static final String SCRIPT =
      """
      ice => {
        const pc = new RTCPeerConnection({ iceServers: ice });
        const channel = pc.createDataChannel('bare', { negotiated: true, id: 0 });
        const said = [];
        pc.onicecandidate = ({ candidate }) => candidate && said.push(candidate.toJSON());
        globalThis.bare = {
          pc, channel, said,
          describe: async () => { await pc.setLocalDescription(); return JSON.stringify(pc.localDescription); },
          take: (text) => pc.setRemoteDescription(JSON.parse(text)),
          drain: () => JSON.stringify(said.splice(0)),
          hear: async (text) => { for (const each of JSON.parse(text)) await pc.addIceCandidate(each); },
          way: async () => {
            if (channel.readyState !== 'open') return '';
            const stats = await pc.getStats();
            for (const each of stats.values()) {
              const pair = each.type === 'transport' && stats.get(each.selectedCandidatePairId);
              if (!pair) continue;
              const types = [pair.localCandidateId, pair.remoteCandidateId].map((id) => stats.get(id)?.candidateType);
              return types.includes('relay') ? 'turn' : 'direct';
            }
            return '';
          },
        };
      }\
      """;

  private final BrowserContext context;
  private final Page page;

  private BarePeer(BrowserContext context, Page page) {
    this.context = context;
    this.page = page;
  }

  /** Opens one with these servers. */
  static BarePeer open(BrowserContext context, List<Object> iceServers) {
    Page page = context.newPage();
    page.evaluate(SCRIPT, iceServers);
    return new BarePeer(context, page);
  }

  String describe() {
    return (String) page.evaluate("() => bare.describe()");
  }

  void take(String description) {
    page.evaluate("text => bare.take(text)", description);
  }

  /** Passes the candidates that were found since on to the other side. */
  void passCandidates(BarePeer other) {
    String found = (String) page.evaluate("() => bare.drain()");
    if (!found.equals("[]")) {
      other.page.evaluate("text => bare.hear(text)", found);
    }
  }

  /** {@code direct} or {@code turn} once the channel is open; empty before. */
  String way() {
    return (String) page.evaluate("() => bare.way()");
  }

  @Override
  public void close() {
    context.close();
  }
}
