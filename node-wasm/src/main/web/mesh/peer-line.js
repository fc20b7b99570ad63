// The peers' share of the node's link to the seed: messages that begin with 02 or 03 pass by the node, as they are, between the
// socket and the peer worker (io.blackroad.mesh.browser.peer.SeedLine). What they say is decided there and at the seed.

/** First byte of a message -> the most bytes it may have (spec/wire.md 9). */
const BYTES_MAX = new Map([[2, 5 + 16384], [3, 1 + 8192]]);

/** A socket of which something came in that time is not dead; less than the peer worker waits for an answer. */
const ALIVE_MILLIS = 4000;

/** How often a socket that still holds bytes is looked at: it does not say when they have left. */
const LOOK_MILLIS = 4;

export class PeerLine {
  #port; // to the peer worker, once there is one
  #socket; // while there is a link
  #joined; // { nodeId, key } while the node has joined over it
  #served = false; // whether this link has ever been the peers' too
  #handed = 0; // bytes of theirs that the socket was given
  #told = 0; // how many of those have left, as the peer worker knows
  #timer = 0;
  #heardAt = 0; // when the newest message of the socket came

  /** Serves the peer worker behind {@code port}; {@code heard} gets the checkpoints that peers were shown. */
  attach(port, heard) {
    this.#port?.close();
    this.#port = port;
    this.#reset();
    port.onmessage = ({ data: { kind, frame, text } }) => {
      if (kind === 'heard') heard(text);
      else if (kind === 'dead') this.#giveUp();
      else this.#send(frame);
    };
    if (this.#joined) this.#up();
  }

  opened(socket) {
    this.#socket = socket;
    this.#served = false;
  }

  joined(nodeId, key) {
    this.#joined = { nodeId, key };
    this.#reset();
    if (this.#port) this.#up();
  }

  closed() {
    if (this.#joined) this.#port?.postMessage({ kind: 'down' });
    this.#joined = undefined;
    this.#socket = undefined;
  }

  /** Whether {@code message}, an ArrayBuffer, was the peers', who have it now if there are any; else it is the node's business. */
  takes(message) {
    this.#heardAt = performance.now();
    if (!this.#served) return false;
    const frame = new Int8Array(message);
    if (!BYTES_MAX.has(frame[0])) return false;
    this.#port.postMessage({ kind: 'frame', frame }, [message]);
    return true;
  }

  /** The browser does not know that the line is dead: it would wait for an answer to its goodbye, too. */
  #giveUp() {
    if (!this.#joined || performance.now() - this.#heardAt < ALIVE_MILLIS) return; // that was another socket's line
    const socket = this.#socket;
    socket.close();
    socket.dispatchEvent(new CloseEvent('close'));
  }

  #up() {
    this.#served = true;
    this.#port.postMessage({ kind: 'up', ...this.#joined });
  }

  #reset() {
    this.#handed = 0;
    this.#told = 0;
  }

  #send(frame) {
    if (!this.#joined || this.#socket.readyState !== WebSocket.OPEN) return; // and the peer worker hears that it is down
    if (!(frame.length <= BYTES_MAX.get(frame[0]))) return;
    this.#socket.send(frame);
    this.#handed += frame.length;
    this.#timer ||= setTimeout(() => this.#look(), LOOK_MILLIS);
  }

  #look() {
    this.#timer = 0;
    if (!this.#joined) return;
    // What the node itself has sent may be among what waits; then less has left than could have.
    const left = Math.max(this.#told, this.#handed - this.#socket.bufferedAmount);
    if (left > this.#told) this.#port.postMessage({ kind: 'left', left });
    this.#told = left;
    if (left < this.#handed) this.#timer = setTimeout(() => this.#look(), LOOK_MILLIS);
  }
}
