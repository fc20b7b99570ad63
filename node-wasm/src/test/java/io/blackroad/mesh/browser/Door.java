package io.blackroad.mesh.browser;

/** What a page does with its node's edge in tests, by {@code usePeers} of {@code page.js}. */
final class Door {
  /** Puts down {@code door}. */
  static final String SCRIPT =
      """
      () => {
        const { port1: port, port2 } = new MessageChannel();
        const now = () => performance.timeOrigin + performance.now();
        const hashOf = async (bytes) => Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');
        const CHUNK = 65536;
        let waiting = () => {};
        let chunks = [];
        const late = [];
        window.door = {
          heard: [], numbers: [], moves: [], bytes: 0,
          post: (kind, more) => port.postMessage({ kind, peer: door.peer, ...more }),
          say(text) { door.post('message', { bytes: new Int8Array(new TextEncoder().encode(text).buffer) }); },
          async count(numbers) {
            for (let number = 0; number < numbers; number++) {
              door.say(`#${number}`);
              await new Promise((resolve) => { setTimeout(resolve, 2); });
            }
          },
          clock() { setInterval(() => door.say(`@${now()}`.padEnd(200)), 20); },
          async send(megabytes) {
            const all = new Uint8Array(megabytes * 1e6);
            for (let at = 0; at < all.length; at += CHUNK) crypto.getRandomValues(all.subarray(at, at + CHUNK));
            door.post('open', { stream: 1, bytes: new Int8Array(0) });
            for (let at = 0; at < all.length; at += CHUNK) {
              const ready = new Promise((resolve) => { waiting = resolve; });
              door.post('data', { stream: 1, bytes: new Int8Array(all.slice(at, at + CHUNK).buffer) });
              await ready;
            }
            door.post('finished', { stream: 1 });
            door.hash = await hashOf(all);
          },
          heardOf: () => late.length,
          reset() { late.length = 0; chunks = []; door.bytes = 0; door.hash = undefined; },
          delays: () => late.sort((a, b) => a - b) && [0.5, 0.9, 0.99, 1].map((share) => Math.round(late[Math.ceil(share * late.length) - 1])),
        };
        port.onmessage = async ({ data: { kind, peer, stream, bytes, count, text } }) => {
          if (kind === 'moved') {
            door.peer = peer;
            door.moves.push(text);
          }
          if (kind === 'message') {
            const said = new TextDecoder().decode(bytes);
            if (said[0] === '#') door.numbers.push(Number(said.slice(1)));
            else if (said[0] === '@') late.push(now() - Number(said.slice(1)));
            else door.heard.push(said);
          }
          if (kind === 'waiting' && count === 0) waiting();
          if (kind === 'opened') door.post('finished', { stream });
          if (kind === 'data') {
            chunks.push(bytes);
            door.bytes += bytes.length;
            door.post('took', { stream, count: bytes.length });
          }
          if (kind === 'finished' && door.bytes > 0) door.hash = await hashOf(await new Blob(chunks).arrayBuffer());
          if (kind === 'delivered') door.delivered = true;
          if (kind === 'broken') door.broken = true;
          if (kind === 'ended') door.ended = text;
        };
        if (!node.usePeers(port2)) throw new Error('no peers');
      }""";

  private Door() {}
}
