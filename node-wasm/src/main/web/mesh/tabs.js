// One node per browser and embedding site, however many tabs are open: the context that holds the lock runs it, the others wait
// in the lock's queue, show what it tells and pass on what the visitor wants. The *page* holds the lock, not its worker, because
// only that keeps the browser from freezing the tab.
//
//   waiting --granted, or stolen after silence--> leading --stolen--> waiting        any --leave()--> gone
//
// The lock tells of a tab that is closed or crashes. Of one that is frozen or hangs it does not: the node's worker beats twice a
// second, and who misses that asks, and takes the lock if nobody answers.

/** Of the lock and of the channel, with the site behind it. */
const NAME = 'mesh-node';

/** Two beats of the node's worker. */
const SILENCE_MILLIS = 1000;

/** For an answer: a computer that wakes up has missed beats that nobody owed. */
const ANSWER_MILLIS = 300;
const LOOK_MILLIS = 100;

/**
 * What a context does when its turn comes.
 * @typedef {object} Part
 * @property {(inherits: boolean) => void} lead runs the node from now on; {@code inherits}: another context did until now
 * @property {() => void} rest ends the node without a word, at once: another context has taken it over
 * @property {(status: string) => void} hear the status of the node where another context runs it
 * @property {(wish: string) => void} wish what the visitor wants of this node, in another tab
 * @property {() => void} [next] nobody stands before this context in the queue
 * @property {() => void} [here] a tab was opened, while this context leads or waits with patience
 */

/** The name of the lock that the contexts of {@code site} queue for. */
export const queueName = (site) => `${NAME} ${site}`;

/**
 * Joins the queue.
 * @param {string} site origin of the page around the widget
 * @param {Part} part
 * @param {boolean} patient leads only when its turn comes: not first, nor in place of a tab that is frozen
 */
export function join(site, part, patient = false) {
  const name = queueName(site);
  const channel = new BroadcastChannel(name);
  let waiting = new AbortController();
  let state = 'waiting';
  let release = () => {};
  let heardAt = performance.now();
  let askedAt = 0; // 0: not asked
  let latest; // status of the node that runs here
  let isOver = false; // whether that node has ended, so that its worker beats no more
  let others = false; // whether somebody waits for this node
  let counts = 0; // how often that was asked

  const post = (message) => state !== 'gone' && channel.postMessage(message);

  function lead(inherits) {
    state = 'leading';
    part.lead(inherits);
    post({ leads: true });
    countOthers();
    return new Promise((resolve) => { release = resolve; });
  }

  async function countOthers() {
    const mine = ++counts;
    const { pending } = await navigator.locks.query();
    if (mine === counts) others = pending.some((request) => request.name === name);
  }

  /** Somebody has come. The browser may not list it yet: its word reaches this context by another way than its request. */
  function countOne() {
    counts++;
    others = true;
  }

  /** Whether this context is the first of those that wait. */
  async function isNext() {
    const mark = `${name} ${crypto.randomUUID()}`;
    return navigator.locks.request(mark, async () => {
      const { held, pending } = await navigator.locks.query();
      const self = held.find((request) => request.name === mark);
      return pending.find((request) => request.name === name)?.clientId === self.clientId;
    });
  }

  /** Gets ready in time; asked whenever somebody has come or gone, or leads. */
  async function lookAhead() {
    if (state === 'waiting' && part.next && await isNext() && state === 'waiting') part.next();
  }

  /** Waits for the lock, leads, and waits again should it be taken away, until {@link leave}. */
  async function takePart() {
    let steal = false;
    for (let first = !patient; state !== 'gone'; first = false) {
      try {
        if (first) await navigator.locks.request(name, { ifAvailable: true }, (lock) => lock && state !== 'gone' && lead(false));
        if (state === 'gone') return;
        const turn = navigator.locks.request(name, steal ? { steal } : { signal: waiting.signal }, () => state !== 'gone' && lead(true));
        post(patient ? { waits: true } : { here: true }); // whoever leads counts those that wait
        lookAhead();
        await turn;
      } catch (error) {
        if (error.name !== 'AbortError') throw error;
        steal = state === 'waiting'; // else it was stolen from here
        if (state === 'leading') {
          state = 'waiting';
          part.rest();
        }
        heardAt = performance.now();
        waiting = new AbortController();
      }
    }
  }

  /** Takes the lock from a context that neither beats nor answers. */
  function look() {
    if (state !== 'waiting') return;
    const now = performance.now();
    if (now - heardAt < SILENCE_MILLIS) {
      askedAt = 0;
    } else if (!askedAt) {
      askedAt = now;
      post({ ask: true });
    } else if (now - askedAt >= ANSWER_MILLIS) {
      askedAt = 0;
      waiting.abort();
    }
  }

  channel.onmessage = ({ data }) => {
    if (state === 'leading') {
      if (data.ask && isOver) post({ beat: true }); // else only the worker answers: a frozen page would, too
      if (data.here && latest) post({ status: latest });
      if (data.here) part.here?.();
      if (data.here || data.waits) countOne();
      if (data.gone) countOthers();
      if (data.wish) part.wish(data.wish);
    } else if (data.here) {
      if (patient) part.here();
    } else if (data.gone || data.leads) {
      lookAhead();
    } else if (data.beat || data.status) {
      heardAt = performance.now();
      if (data.status) part.hear(data.status);
    }
  };

  /** No locks here (no HTTPS, or storage is closed): then each tab has a node of its own. */
  function alone() {
    if (state !== 'waiting') return;
    state = 'alone';
    channel.close();
    part.lead(false);
  }

  const timer = patient ? undefined : setInterval(look, LOOK_MILLIS);
  if (navigator.locks) takePart().catch(alone);
  else alone();

  return {
    /** Whether the node runs here. */
    leads: () => state === 'leading' || state === 'alone',

    /** Whether another context would go on with it. */
    isAwaited: () => state === 'leading' && others,

    /** Tells the other tabs the status of the node that runs here, and whether it has ended by itself. */
    tell(status, over) {
      latest = status;
      isOver = over;
      if (state === 'leading') post({ status });
    },

    /** Passes on what the visitor wants of the node. */
    wish: (wish) => post({ wish }),

    /** Leaves the queue, or lets the next one lead. */
    leave() {
      if (state === 'gone') return;
      if (state !== 'alone') {
        post({ gone: true });
        channel.close();
      }
      state = 'gone';
      clearInterval(timer);
      waiting.abort();
      release();
    },
  };
}

/**
 * Beats for the node, from its worker: a page's own timers are slowed down to one a minute while nobody sees it.
 * @param {string} site origin of the page around the widget
 */
export function beat(site) {
  const channel = new BroadcastChannel(queueName(site));
  const post = () => channel.postMessage({ beat: true });
  channel.onmessage = ({ data }) => data.ask && post();
  setInterval(post, SILENCE_MILLIS / 2);
}
