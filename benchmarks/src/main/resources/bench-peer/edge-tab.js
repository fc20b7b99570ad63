// What a visitor's tab does for the parts open and hop (io.blackroad.mesh.bench.EdgeTab). It is there before the page's own scripts, and
// stands where the page hands the peer worker its port: no code of the node's is changed.
(() => {
  const QUESTION = 1;
  const ANSWER = 2;
  const WORD = 3; // first byte of what a peer worker and the seed say to each other
  const ANSWER_MILLIS_MAX = 10_000;
  const UNTIL_MILLIS_MAX = 60_000;
  const PAUSE_MILLIS = 3;

  /** Unix time in milliseconds, the same in all tabs of a browser. */
  const now = () => performance.timeOrigin + performance.now();
  const post = Worker.prototype.postMessage;
  const { port1: door, port2: doorInside } = new MessageChannel();
  const waiting = new Set(); // what looks again whenever something has changed
  let answered = () => {};
  let release;
  const released = new Promise((resolve) => { release = resolve; });

  const edge = globalThis.edge = {
    watched: false, // whether the words between seed and peer worker are looked at
    held: false, // whether the peer worker is there, and waits for release
    id: '', // of the node
    peers: {}, // node id -> { met, relay, direct }: when the seed named it, and when the edge had that route for the first time
    routes: {}, // node id -> the route now
    release,
  };

  /** Waits until {@code look} gives something, and gives it. */
  edge.until = (look) => new Promise((resolve, reject) => {
    const timer = setTimeout(() => { waiting.delete(again); reject(new Error('waited in vain, ' + edge.status)); }, UNTIL_MILLIS_MAX);
    const again = () => {
      const found = look();
      if (!found) return;
      clearTimeout(timer);
      waiting.delete(again);
      resolve(found);
    };
    waiting.add(again);
    again();
  });

  const changed = () => waiting.forEach((again) => again());
  const of = (peer) => (edge.peers[peer] ??= {});

  /** Passes on what node worker and peer worker say to each other. */
  function watch(line) {
    const { port1, port2 } = new MessageChannel();
    line.onmessage = ({ data }) => {
      if (data.kind === 'up') edge.id = data.nodeId;
      if (data.frame?.[0] === WORD) {
        const word = JSON.parse(new TextDecoder().decode(data.frame.subarray(1)));
        if (word.t === 'meet') of(word.node_id).met ??= now();
      }
      changed();
      port1.postMessage(data);
    };
    port1.onmessage = ({ data }) => line.postMessage(data);
    return port2;
  }

  Worker.prototype.postMessage = function (message, ...more) {
    if (!(message?.kind === 'start' && message.port instanceof MessagePort)) {
      post.call(this, message, ...more);
      return;
    }
    edge.held = true;
    changed();
    released.then(() => {
      const port = edge.watched ? watch(message.port) : message.port;
      post.call(this, { ...message, port }, [port]);
      post.call(this, { kind: 'use', port: doorInside }, [doorInside]);
    });
  };

  const say = (peer, kind, length) => {
    const bytes = new Int8Array(length);
    bytes[0] = kind;
    door.postMessage({ kind: 'message', peer, bytes });
  };

  door.onmessage = ({ data: { kind, peer, text, bytes } }) => {
    if (kind === 'moved') {
      of(peer)[text] ??= now();
      edge.routes[peer] = text;
      changed();
    }
    if (kind === 'ended') delete edge.routes[peer];
    if (kind === 'message' && bytes[0] === QUESTION) say(peer, ANSWER, bytes.length);
    if (kind === 'message' && bytes[0] === ANSWER) answered();
  };

  /** Asks {@code count} times, one after the other; the milliseconds until each answer. */
  async function ask(count, question) {
    const millis = [];
    for (let i = 0; i < count; i++) {
      const began = performance.now();
      await new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('no answer')), ANSWER_MILLIS_MAX);
        answered = () => { clearTimeout(timer); resolve(); };
        question();
      });
      millis.push(performance.now() - began);
      await new Promise((resolve) => { setTimeout(resolve, PAUSE_MILLIS); });
    }
    return millis;
  }

  edge.askPeer = (peer, count, length) => ask(count, () => say(peer, QUESTION, length));

  edge.askEcho = async (url, count, length) => {
    const socket = new WebSocket(url);
    socket.binaryType = 'arraybuffer';
    await new Promise((resolve, reject) => { socket.onopen = resolve; socket.onerror = () => reject(new Error(`no ${url}`)); });
    socket.onmessage = () => answered();
    const millis = await ask(count, () => socket.send(new Int8Array(length)));
    socket.close();
    return millis;
  };

  /** What the widget does after a yes. */
  edge.join = async (directPeers) => {
    edge.node = await import('/mesh/page.js');
    const code = await (await import('/mesh/code.js')).checkedCode();
    const { newConsent } = await import('/mesh/consent.js');
    const record = newConsent({ cpuCapPercent: 100, relayMibPerDay: 1000, directPeers, codeHash: code.hash });
    await edge.node.start(code, { ...record, site: location.origin }, (json) => { edge.status = json; });
  };
})();
