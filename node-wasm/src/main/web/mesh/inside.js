// Workers inside this one, for a context that can start none (a shared worker, a service worker): the node's worker and the executor
// run in here, from the same scripts and the same node.wasm, one after the other; what they post to each other and to their owner
// stays inside. To be imported before those scripts.
const NODE = new URL('./node-worker.js', import.meta.url).href;

/** For a goodbye: off is off within 50 ms. */
export const LEAVE_MILLIS = 40;

const scripts = new Map(); // address -> what the script listened with at first
let node; // these two are inner workers
let executor;
let loading; // the one that sets itself up at this moment
let early; // what a script listens with that was imported before there was an inner worker

const due = [];
const turn = new MessageChannel();
turn.port1.onmessage = () => due.shift()();

function later(action) {
  due.push(action);
  turn.port2.postMessage(0);
}

/**
 * For the executor that sets itself up at this moment (parted-session.js): lets everything else have its turn first, and never comes
 * back once that executor has been ended.
 */
self.meshTurns = () => {
  const mine = executor;
  return () => new Promise((resolve) => { later(() => mine.over || resolve()); });
};

/** What an owner has of its worker; the worker's own side is {@code self}, below. */
class Inner {
  constructor(url) {
    loading = this;
    this.ready = scripts.has(url) ? Promise.resolve() : import(url).then(() => scripts.set(url, this.listener));
    this.ready = this.ready.then(() => { this.listener = scripts.get(url); });
  }

  postMessage(data) {
    this.ready.then(() => later(() => !this.over && this.listener({ data }))).catch((error) => this.fail(error));
  }

  tell(data) {
    later(() => !this.over && this.onmessage?.({ data }));
  }

  fail({ message }) {
    this.onerror?.({ message, preventDefault() {} });
  }

  terminate() {
    this.over = true;
  }
}

self.Worker = class extends Inner {
  constructor(url) {
    super(url);
    executor = this;
  }
};
Object.defineProperty(self, 'onmessage', {
  set(listener) {
    if (loading) loading.listener = listener;
    else early = listener;
  },
});

/** The node speaks to its owner of these; all else is said by the executor. Each says first that it is loaded. */
const TO_OWNER = ['status', 'stopped'];
self.postMessage = (message) => {
  const from = message.kind === 'loaded' ? loading : TO_OWNER.includes(message.kind) ? node : executor;
  from.tell(message);
};

// ---- what ends with a worker ----

const timers = new Set();
const links = new Set(); // sockets and channels
let closed = false; // a socket that is closed tells its node, which would open another

for (const kind of ['Timeout', 'Interval']) {
  const set = self[`set${kind}`];
  const clear = self[`clear${kind}`];
  self[`set${kind}`] = (action, millis, ...more) => {
    if (closed) return 0;
    const timer = set(() => {
      if (kind === 'Timeout') timers.delete(timer);
      action(...more);
    }, millis);
    timers.add(timer);
    return timer;
  };
  self[`clear${kind}`] = (timer) => {
    timers.delete(timer);
    clear(timer);
  };
}
for (const name of ['WebSocket', 'BroadcastChannel']) {
  const Original = self[name];
  self[name] = class extends Original {
    constructor(...more) {
      super(...more);
      links.add(this);
      if (closed) this.close();
    }

    close(...more) {
      links.delete(this);
      super.close(...more);
    }
  };
}

// ---- for the context around it ----

/** Where import() is not allowed: the script at {@code url} has been imported, or listens with {@code listener}. */
export function has(url, listener = early) {
  scripts.set(url, listener);
}

/**
 * Loads the node in here; it does nothing until it is started.
 * @param {{wasm: ArrayBuffer, receipt: string}} code node.wasm, as it was checked against the log, and the log's receipt for that
 * @param {{status: (json: string) => void, over: () => void}} owner hears what the node says, and that it is no more
 */
export function loadNode({ wasm, receipt }, { status, over }) {
  const mine = new Inner(NODE);
  let loaded = false;
  let start; // once it is to run
  node = mine;
  mine.onmessage = ({ data }) => {
    if (data.kind === 'loaded') {
      loaded = true;
      start?.();
    }
    if (data.kind === 'status') status(data.json);
    if (data.kind === 'stopped') over();
  };
  mine.onerror = over;
  mine.postMessage({ kind: 'code', wasm, receipt });
  return {
    /**
     * Lets it run, in place of the site's last tab.
     * @param {object} record of the visitor's consent to this very code
     * @param {string} site
     * @param {object} [conditions] what sensors told last
     */
    start(record, site, conditions) {
      start = () => {
        mine.postMessage({ kind: 'start', options: JSON.stringify({ ...record, site, kept: true, inherits: true }) });
        if (conditions) mine.postMessage({ kind: 'conditions', conditions });
      };
      if (loaded) start();
    },

    /** Lets it say goodbye. */
    stop: (reason, withdrawn) => mine.postMessage({ kind: 'stop', reason, withdrawn }),
  };
}

/** Lets things run in here again, after {@link endInside}. */
export function openInside() {
  closed = false;
}

/** Ends the node at once and without a word, and with it every timer, socket and channel of this context. */
export function endInside() {
  closed = true;
  node?.terminate();
  executor?.terminate();
  for (const timer of timers) clearTimeout(timer); // of either kind
  for (const link of links) link.close();
}
