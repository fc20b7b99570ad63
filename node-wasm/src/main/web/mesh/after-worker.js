// The shared worker of after.js. When its turn comes and no tab is left, it goes on with the node: with its key,
// over a link of its own, until the browser's time for it is nearly over or a tab is opened. Then it ends; the next
// page starts another. A shared worker can start no workers, so the node's worker and the executor run in here: the same scripts
// and the same node.wasm, whose messages to each other and to the page stay inside.
import { onConsent, readConsent } from './consent.js';
import { hearConditions } from './sensors.js';
import { endSession } from './session.js';
import { join, queueName } from './tabs.js';

/** The browser ends it 300 s after the last tab. */
const STAY_MILLIS = 285_000;

/** For the goodbye: off is off within 50 ms. */
const LEAVE_MILLIS = 40;

let given; // { code, terms }: what the newest page brought
let conditions; // what the tabs' sensors told last: there are none here
let tab; // the place in the queue
let node; // loaded, and idle until its turn comes
let loaded = false;
let options; // of the node, once it runs here

// ---- workers inside this one ----

const scripts = new Map(); // address -> what the script listened with at first
let loading; // the inner worker that sets itself up at this moment
const due = [];
const turn = new MessageChannel();
turn.port1.onmessage = () => due.shift()();

function later(action) {
  due.push(action);
  turn.port2.postMessage(0);
}

/** What an owner has of its worker; the worker's own side is {@code self}, below. */
class Inner {
  constructor(url) {
    loading = this;
    this.ready = import(url).then(() => {
      if (!scripts.has(url)) scripts.set(url, this.listener);
      this.listener = scripts.get(url);
    });
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

let executor;
self.Worker = class extends Inner {
  constructor(url) {
    super(url);
    executor = this;
  }
};
Object.defineProperty(self, 'onmessage', { set(listener) { loading.listener = listener; } });

/** The node speaks to its page of these; all else is said by the executor. Each says first that it is loaded. */
const TO_PAGE = ['status', 'stopped'];
self.postMessage = (message) => {
  const from = message.kind === 'loaded' ? loading : TO_PAGE.includes(message.kind) ? node : executor;
  from.tell(message);
};

// ---- the stay ----

self.onconnect = ({ ports: [port] }) => {
  port.onmessage = ({ data }) => {
    given = data;
    if (!tab) enter();
  };
};

function enter() {
  const { site } = given.terms;
  hearConditions(site, (told) => { conditions = told; });
  onConsent(site, (record) => record?.afterClose || end(!record));
  queue(site);
  prepare();
}

/** Behind the tabs that are there. */
function queue(site) {
  tab?.leave();
  tab = join(site, { lead: () => lead(site), rest: leave, hear() {}, wish() {}, here: () => (options ? leave() : queue(site)) }, true);
}

async function lead(site) {
  const { pending } = await navigator.locks.query();
  if (pending.some(({ name }) => name === queueName(site))) {
    queue(site);
    return;
  }
  const record = await readConsent(site);
  if (!record?.afterClose || record.codeHash !== given.code.hash) {
    leave();
    return;
  }
  begin(record, site);
}

function begin(record, site) {
  const { hash, receipt } = given.code;
  options = JSON.stringify({ ...record, site, kept: true, inherits: true, codeHash: hash, codeReceipt: receipt });
  if (loaded) start();
  setTimeout(end, STAY_MILLIS);
}

function start() {
  node.postMessage({ kind: 'start', options });
  if (conditions) node.postMessage({ kind: 'conditions', conditions });
}

/** Loads the node in time: the tasks of the last tab wait for it no longer than for another tab. */
function prepare() {
  node = new Inner(new URL('./node-worker.js', import.meta.url).href);
  node.onmessage = ({ data }) => {
    loaded ||= data.kind === 'loaded';
    if (data.kind === 'loaded' && options) start();
    if (data.kind === 'status') tab.tell(data.json, JSON.parse(data.json).phase === 'stopped');
    if (data.kind === 'stopped') leave();
  };
  node.onerror = leave;
  node.postMessage({ kind: 'code', wasm: given.code.wasm });
}

/** Says goodbye where a node runs, and forgets the session: nobody goes on with it. */
async function end(withdrawn = false) {
  if (options) {
    node.postMessage({ kind: 'stop', reason: 'the time after the last tab is over', withdrawn });
    setTimeout(leave, LEAVE_MILLIS);
    await endSession(given.terms.site);
  } else {
    leave();
  }
}

/** Ends without a word, at once. */
function leave() {
  tab.leave();
  self.close();
}
