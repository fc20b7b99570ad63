// The page's part of edges to other visitors' nodes: it has the RTCPeerConnections, because no worker may have any, and does what
// the peer worker decides (io.blackroad.mesh.browser.peer). Loaded once the node has worked, where the visitor allows peers.
import { traffic } from './consent.js';
import { startable } from './worker.js';

/** For goodbyes: off is off within 50 ms, and the node's own worker has 20 (io.blackroad.mesh.browser.PageSession). */
const END_MILLIS = 10;

/** A browser fails at 500 connections, closed ones among them until their memory is freed; no use of ours comes near this. */
const OPEN_MAX = 16;
const MADE_PER_HOUR_MAX = 240;
const HOUR_MILLIS = 3600_000;

/** How often the bytes of the day are put down. */
const KEEP_MILLIS = 5000;

/** One attempt at a direct connection, from its beginning to its end. */
class Connection {
  #pc;
  #tell;
  relayed = false; // whether it goes through a TURN server

  /**
   * Makes it, with a channel for each lane, which the worker has from the first moment: later they could not be handed over.
   * @param {RTCIceServer[]} iceServers
   * @param {(what: string, more?: object, transfer?: Transferable[]) => void} tell hears what happens
   */
  constructor(iceServers, tell) {
    this.#tell = tell;
    const pc = new RTCPeerConnection({ iceServers });
    this.#pc = pc;
    const [control, bulk] = ['control', 'bulk'].map((label, id) => pc.createDataChannel(label, { negotiated: true, id }));
    tell('channels', { control, bulk }, [control, bulk]);
    pc.onnegotiationneeded = () => tell('needed');
    pc.onicecandidate = ({ candidate }) => {
      if (candidate?.candidate) tell('candidate', { bytes: new Int8Array(new TextEncoder().encode(JSON.stringify(candidate)).buffer) });
    };
    pc.onconnectionstatechange = () => {
      if (pc.connectionState === 'failed') tell('broken');
      if (pc.connectionState === 'disconnected') tell('disconnected');
    };
    pc.oniceconnectionstatechange = () => ['connected', 'completed'].includes(pc.iceConnectionState) && this.#look().catch(() => undefined);
  }

  /** Finds out by which way it goes. */
  async #look() {
    const stats = await this.#pc.getStats();
    for (const { type, selectedCandidatePairId } of stats.values()) {
      const pair = type === 'transport' && stats.get(selectedCandidatePairId);
      if (pair) this.relayed = [pair.localCandidateId, pair.remoteCandidateId].some((id) => stats.get(id)?.candidateType === 'relay');
    }
  }

  servers(iceServers) {
    this.#pc.setConfiguration({ iceServers });
  }

  restart() {
    this.#pc.restartIce();
  }

  /** Makes the description that is due: an offer, or the answer to one. */
  async describe() {
    await this.#pc.setLocalDescription();
    const { type, sdp } = this.#pc.localDescription;
    this.#tell(type, { text: sdp });
  }

  /** Takes the peer's; an offer of its own that is open is taken back by that. */
  async take(type, sdp) {
    await this.#pc.setRemoteDescription({ type, sdp });
    this.#tell('taken');
  }

  /** One that is of no use is nobody's fault. */
  candidate(bytes) {
    try {
      this.#pc.addIceCandidate(JSON.parse(new TextDecoder().decode(bytes))).catch(() => undefined);
    } catch {
      // No JSON, or no candidate.
    }
  }

  close() {
    const pc = this.#pc;
    for (const event of ['negotiationneeded', 'icecandidate', 'connectionstatechange', 'iceconnectionstatechange']) pc[`on${event}`] = null;
    pc.close();
  }
}

/** The node's edges, from {@link openPeers} to {@link Peers.end}. */
class Peers {
  /** The newest status of the edges: the bytes of the day, and a list of peers with their routes. */
  status;

  #site;
  #tell;
  #worker;
  #connections = new Map(); // seat of an edge -> { attempt, connection }
  #made = []; // when connections were, by performance.now()
  #closing = new AbortController();
  #keptAt = 0;

  constructor({ wasm, site, limits, node, tell }) {
    this.#site = site;
    this.#tell = tell;
    this.#worker = new Worker(startable(new URL('./peer-worker.js', import.meta.url).href), { type: 'module' });
    this.#worker.onmessage = ({ data }) => this.#hear(data, limits, node);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      console.warn(`BlackRoad Mesh: no peers, ${event.message ?? 'the worker did not load'}`);
      this.#close();
    };
    this.#worker.postMessage({ wasm });
    const changed = () => this.#worker.postMessage({ kind: 'network' });
    const { signal } = this.#closing;
    addEventListener('online', changed, { signal });
    navigator.connection?.addEventListener('change', changed, { signal });
  }

  #hear(message, limits, node) {
    switch (message.kind) {
      case 'loaded': {
        const { port1, port2 } = new MessageChannel();
        node(port1);
        this.#worker.postMessage({ kind: 'start', port: port2, limits }, [port2]);
        break;
      }
      case 'direct':
        this.#direct(message);
        break;
      default:
        this.#show(JSON.parse(message.text));
    }
  }

  #show(status) {
    if (this.#closing.signal.aborted) return;
    const list = status.list.map(({ seat, ...peer }) => ({
      ...peer, route: peer.route === 'direct' && this.#connections.get(seat)?.connection.relayed ? 'turn' : peer.route,
    }));
    this.status = { ...status, list, connectionsMade: this.#made.length, connectionsOpen: this.#connections.size };
    if (performance.now() - this.#keptAt >= KEEP_MILLIS) this.#keep();
    this.#tell(this.status);
  }

  #keep() {
    if (!this.status) return;
    this.#keptAt = performance.now();
    const { day, upBytes, downBytes } = this.status;
    traffic.write(this.#site, { day, upBytes, downBytes }).catch(() => undefined); // where nothing can be kept, the limit is the tab's
  }

  #direct({ seat, attempt, what, text, bytes }) {
    if (what === 'open') {
      this.#open(seat, attempt, JSON.parse(text));
      return;
    }
    const known = this.#connections.get(seat);
    if (known?.attempt !== attempt) return;
    const { connection } = known;
    const failed = () => this.#say(seat, attempt, 'failed');
    try {
      switch (what) {
        case 'servers': connection.servers(JSON.parse(text)); break;
        case 'restart': connection.restart(); break;
        case 'describe': connection.describe().catch(failed); break;
        case 'candidate': connection.candidate(bytes); break;
        case 'close': this.#forget(seat); break;
        default: connection.take(what, text).catch(failed);
      }
    } catch {
      failed();
    }
  }

  #open(seat, attempt, servers) {
    this.#forget(seat);
    const now = performance.now();
    this.#made = this.#made.filter((at) => now - at < HOUR_MILLIS);
    try {
      if (this.#connections.size >= OPEN_MAX || this.#made.length >= MADE_PER_HOUR_MAX) throw new Error('too many connections');
      this.#made.push(now);
      const connection = new Connection(servers, (...told) => this.#say(seat, attempt, ...told));
      this.#connections.set(seat, { attempt, connection });
    } catch {
      this.#say(seat, attempt, 'failed'); // the browser takes no more, or what the seed names is no server
    }
  }

  #say(seat, attempt, what, more = {}, transfer = []) {
    const kind = what === 'channels' ? what : 'direct';
    this.#worker.postMessage({ kind, seat, attempt, what, ...more }, transfer);
  }

  #forget(seat) {
    this.#connections.get(seat)?.connection.close();
    this.#connections.delete(seat);
  }

  /** Lets the edges keep to other limits from now on. */
  allow(limits) {
    this.#worker.postMessage({ kind: 'limits', limits });
  }

  /** Lets whoever has the other end of {@code port} use the edges (io.blackroad.mesh.browser.js.DoorMessage). */
  use(port) {
    this.#worker.postMessage({ kind: 'use', port }, [port]);
  }

  /**
   * Says goodbye to the peers, and is gone soon after.
   * @param {{leaving?: boolean, withdrawn?: boolean}} why the page goes, so that its connections have no later; the visitor has taken
   *   the consent back, so that nothing is put down any more
   */
  end({ leaving = false, withdrawn = false } = {}) {
    this.#worker.postMessage({ kind: 'end' });
    this.#closing.abort();
    if (!withdrawn) this.#keep();
    this.status = undefined;
    if (leaving) this.#forgetAll();
    setTimeout(() => this.#close(), END_MILLIS);
  }

  #forgetAll() {
    for (const seat of [...this.#connections.keys()]) this.#forget(seat);
  }

  /** Ends everything now. */
  #close() {
    this.#closing.abort();
    this.#worker.terminate();
    this.#forgetAll();
  }
}

/**
 * Lets the node have peers.
 * @param {{wasm: ArrayBuffer, site: string, limits: {mibPerDay: number, direct: boolean}, node: (port: MessagePort) => void,
 *   tell: (status: object) => void}} about peer.wasm as it was checked, what the visitor allows, who joins the node's worker with a
 *   port, and who hears how the edges are
 */
export async function openPeers(about) {
  const { day = 0, upBytes = 0, downBytes = 0 } = await traffic.read(about.site).catch(() => undefined) ?? {};
  return new Peers({ ...about, limits: { ...about.limits, day, upBytes, downBytes } });
}
