// What the visitor sees while the node is at work: the gauge, what runs and for whom, what it earns, why it pauses.
import { render as renderWidget, sayWithin, tellNews } from './panel.js';
import { at, mesh } from './widget.js';
import { beside, decimal, isolated, knows, percent, road, say, setText, time } from './words.js';

const PAUSE_SHOWN_MILLIS = 2000; // keeping to the limit is many short pauses; only longer ones are worth a word
const MEBIBYTE = 1048576;
const STATES = {
  connecting: 'connecting', joining: 'joining', preparing: 'preparing', idle: 'idle', working: 'working', paused: 'paused', stopped: 'stoppedState',
};

let pausedSince = Infinity; // by performance.now()
let purpose = ''; // what runs now or ran last
let purposeSince = 0; // by Date.now()

at('live').innerHTML = `
  <p class="pair"><span data-say="busyNow"></span> <b id="busy-text"></b></p>
  <div id="gauge" role="meter" aria-valuemin="0" aria-valuemax="100" aria-valuenow="0"><span class="fill"></span><span id="mark"></span></div>
  <dl>
    <div><dt data-say="state"></dt><dd id="state"></dd></div>
    <div id="why-row" hidden><dt></dt><dd id="why" class="long"></dd></div>
    <div id="download" hidden><dt data-say="model"></dt><dd><progress id="loaded"></progress> <span id="loaded-text"></span></dd></div>
    <div><dt data-say="work"></dt><dd id="work" class="long"></dd></div>
    <div><dt data-say="since"></dt><dd id="since"></dd></div>
    <div><dt data-say="earned"></dt><dd id="earned"></dd></div>
    <div><dt data-say="results"></dt><dd id="results"></dd></div>
    <div><dt data-say="receipts"></dt><dd id="receipts"></dd></div>
    <div id="peers-row" hidden><dt data-say="peers"></dt><dd id="peers"></dd></div>
    <div><dt data-say="node"></dt><dd><code id="node"></code></dd></div>
  </dl>`;
sayWithin(at('live'));
at('gauge').ariaLabel = say('busyNow');
at('loaded').ariaLabel = say('modelDownload');

/** What is shown as the node's phase: keeping to the limit is a pause only once it lasts, any other reason at once. */
function phase() {
  const { phase: told, pause } = mesh.status;
  if (told !== 'paused' || (pause?.code && pause.code !== 'cpu-limit')) {
    pausedSince = Infinity;
    return told;
  }
  if (pausedSince === Infinity) {
    pausedSince = performance.now();
    setTimeout(renderWidget, PAUSE_SHOWN_MILLIS);
  }
  return performance.now() - pausedSince < PAUSE_SHOWN_MILLIS ? 'working' : 'paused';
}

/** Whether some of the model is still to come. */
function downloading() {
  return mesh.status.modelTotalBytes > 0 && mesh.status.modelLoadedBytes < mesh.status.modelTotalBytes;
}

/** What went wrong: the widget's own words where it has them, else those of the program. */
function problemWords(problem) {
  if (problem.key === 'policyLacks') return { words: say(problem.key, problem.values) };
  const reason = problem.key ? say(problem.key, problem.values) : `${problem.message}.`;
  return { words: say('failed', { reason }), foreign: !problem.key };
}

/** Whether the node goes on with less than the visitor allows. */
const worksLess = () => mesh.status.pause?.code !== 'cpu-limit' && knows(`pause.${mesh.status.pause?.code}`);

/** Why nothing or less runs, and whether those are the seed's or a program's words, which nobody has translated. */
function why(shown) {
  const { alarm, error, problem, pause, pauseReason } = mesh.status;
  if (problem) return problemWords(problem);
  if (alarm) return knows(alarm) ? { words: say(alarm) } : { words: alarm, foreign: true };
  if (error) return { words: error, foreign: true };
  if (!['paused', 'working', 'idle'].includes(shown)) return { words: '' };
  if (shown !== 'paused') return worksLess() ? { words: say(`pause.${pause.code}`), check: say('pauseLess') } : { words: '' };
  if (!knows(`pause.${pause?.code}`)) return { words: pauseReason ?? '', foreign: true };
  return { words: say(`pause.${pause.code}`), check: pause.nextCheckSeconds > 0 ? say('nextCheck', { n: pause.nextCheckSeconds }) : '' };
}

function stateWords(shown, refused) {
  if (refused) return say('refusedState');
  return say(shown === 'preparing' && downloading() ? 'downloading' : STATES[shown]);
}

function pillWords(shown, { refused, resumed, share }) {
  if (refused) return say('pillRefused');
  switch (shown) {
    case 'connecting': case 'joining': case 'preparing': return say(resumed ? 'pillResumed' : 'pillStarting');
    case 'paused': return say('pillPaused', { percent: share });
    case 'stopped': return say(mesh.status.alarm ? 'pillAlarm' : 'pillStopped');
    default: return say('pillBusy', { percent: share });
  }
}

function showGauge(busy) {
  const share = percent(busy);
  setText(at('busy-text'), say('capText', { percent: share }));
  at('gauge').ariaValueNow = Math.min(busy, 100);
  at('gauge').ariaValueText = say('capText', { percent: share });
  for (const fill of document.querySelectorAll('.fill')) fill.style.inlineSize = `${Math.min(busy, 100)}%`;
  at('mark').style.insetInlineStart = `calc(${at('cap').value}% - 2px)`;
}

function showDownload() {
  const { modelLoadedBytes: loaded, modelTotalBytes: total } = mesh.status;
  at('download').hidden = !downloading();
  if (at('download').hidden) return;
  Object.assign(at('loaded'), { max: total, value: loaded });
  setText(at('loaded-text'), say('modelLoaded', { loaded: decimal(loaded / MEBIBYTE), total: decimal(total / MEBIBYTE) }));
}

/** For whom, and since when: a purpose that comes back after a rest is the same work. */
function workWords() {
  const now = mesh.status.purpose;
  if (!now) return say('noWork');
  if (now !== purpose) [purpose, purposeSince] = [now, Date.now()];
  return say('workSince', { purpose: isolated(now), time: time(purposeSince) });
}

function showFigures() {
  const { status } = mesh;
  setText(at('work'), workWords());
  setText(at('since'), time(mesh.since));
  setText(at('earned'), say('road', { amount: road(status.unitsEarned) }));
  setText(at('results'), beside([say('accepted', { n: status.tasksAccepted ?? 0 }), say('rejected', { n: status.tasksRejected ?? 0 })]));
  const broken = status.receiptsBroken ? [say('broken', { n: status.receiptsBroken })] : [];
  setText(at('receipts'), beside([say('verified', { n: status.receiptsVerified ?? 0 }), ...broken]));
  showPeers(status);
  setText(at('node'), status.nodeId || say('noNode'));
}

/** Whom the node is in touch with, and how much of what the visitor allows has gone to and from them today. */
function showPeers({ peers }) {
  at('peers-row').hidden = !peers;
  if (!peers) return;
  const direct = peers.list.filter(({ route }) => route === 'direct' || route === 'turn').length;
  const met = peers.list.filter(({ route }) => route).length;
  setText(at('peers'), beside([
    say('met', { n: met }), ...direct ? [say('metDirect', { n: direct })] : [],
    say('peersToday', { used: decimal((peers.upBytes + peers.downBytes) / MEBIBYTE), total: peers.mibPerDay }),
  ]));
}

/** Shows {@code mesh.status}. */
export function renderLive({ resumed, account }) {
  const shown = phase();
  const refused = account?.refused() ?? '';
  document.documentElement.dataset.state = shown === 'paused' || shown === 'stopped' || refused ? 'paused' : 'on';
  const busy = Math.round(mesh.status.cpuPercent ?? mesh.status.busyPercent ?? 0);
  setText(at('pill-text'), pillWords(shown, { refused, resumed, share: percent(busy) }));
  showGauge(busy);
  const state = stateWords(shown, refused);
  setText(at('state'), state);
  const { words, foreign = false, check = '' } = refused ? { words: '' } : why(shown);
  at('why-row').hidden = !words && !mesh.status.elsewhere;
  at('why').lang = foreign ? 'en' : mesh.language;
  at('why').dir = foreign ? 'ltr' : 'auto';
  setText(at('why-row').firstElementChild, say(words ? 'why' : 'node'));
  setText(at('why'), words ? `${words} ${check}`.trim() : say('otherTab'));
  showDownload();
  showFigures();
  account?.render();
  tellNews(newsWords(state, refused || (shown === 'paused' || shown === 'stopped' ? words : '')));
}

/** The state without the many small changes between ready and working, and without the attempts after a refusal. */
function newsWords(state, reason) {
  if (mesh.status.phase === 'connecting' && at('note').textContent) return at('note').textContent;
  return mesh.status.phase === 'idle' && !reason ? say('working') : `${state}${reason ? `: ${reason}` : ''}`;
}
