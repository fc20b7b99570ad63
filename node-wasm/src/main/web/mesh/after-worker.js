// The shared worker of after.js. When its turn comes and no tab is left, it goes on with the node: with its key,
// over a link of its own, until the browser's time for it is nearly over or a tab is opened. Then it ends; the next
// page starts another. A shared worker can start no workers, so the node's worker and the executor run in here (inside.js).
import { LEAVE_MILLIS, loadNode } from './inside.js';
import { onConsent, readConsent } from './consent.js';
import { hearConditions } from './sensors.js';
import { endSession } from './session.js';
import { join, queueName } from './tabs.js';

/** The browser ends it 300 s after the last tab. */
const STAY_MILLIS = 285_000;

let given; // { code, terms }: what the newest page brought
let conditions; // what the tabs' sensors told last: there are none here
let tab; // the place in the queue
let node; // loaded, and idle until its turn comes
let runs = false;

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
  // In time: the tasks of the last tab wait for it no longer than for another tab.
  node = loadNode(given.code, { status: (json) => tab.tell(json, JSON.parse(json).phase === 'stopped'), over: leave });
}

/** Behind the tabs that are there. */
function queue(site) {
  tab?.leave();
  tab = join(site, { lead: () => lead(site), rest: leave, hear() {}, wish() {}, here: () => (runs ? leave() : queue(site)) }, true);
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
  runs = true;
  node.start(record, site, conditions);
  setTimeout(end, STAY_MILLIS);
}

/** Says goodbye where a node runs, and forgets the session: nobody goes on with it. */
async function end(withdrawn = false) {
  if (runs) {
    node.stop('the time after the last tab is over', withdrawn);
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
