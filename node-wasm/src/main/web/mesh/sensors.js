// What the node should mind of its device and its visitor, loaded after a yes only. Everything stays in this browser: it decides
// whether the node computes (io.blackroad.mesh.govern), and nobody is told more than that it rests. Where the browser does not
// tell something, it counts as calm.
const CHECK_MILLIS = 10_000; // all is told anew, in case something got lost
const POLL_MILLIS = 500; // no event tells of the data saver; in a hidden page the browser makes this a second, later a minute
const ACTIVE_MILLIS = 1000; // how long one gesture counts
const PRESSURES = { serious: 1, critical: 2 }; // as numbered in Conditions
const HIDDEN = 1;
const DATA_SAVER = 2;
const USER_ACTIVE = 4;
const GESTURES = ['pointerdown', 'pointermove', 'wheel', 'keydown', 'touchstart'];

const channel = (site) => new BroadcastChannel(`mesh-conditions ${site}`);

/** Hears what the tab that leads senses, for whoever goes on without sensors of its own. */
export function hearConditions(site, hear) {
  channel(site).onmessage = ({ data }) => hear(data);
}

/** Watches, and tells the others of this browser and site too. */
export function watchFor(site, tell, signal, restsHidden) {
  const others = channel(site);
  signal.addEventListener('abort', () => others.close());
  watch((conditions) => {
    tell(conditions);
    others.postMessage(conditions);
  }, signal, restsHidden);
}

/**
 * Watches until `signal` aborts.
 * @param {(conditions: {charging: boolean, batteryPercent: number, pressure: number, signs: number}) => void} tell hears of
 *   every change, at once
 * @param {AbortSignal} signal ends it
 * @param {() => boolean} restsHidden whether the visitor wants the node to rest while the page is hidden
 */
function watch(tell, signal, restsHidden = () => false) {
  let battery;
  let pressure = '';
  let activeTimer = 0;
  let told = '';
  let toldAt = 0;

  const look = () => {
    if (signal.aborted) return;
    const hidden = document.visibilityState === 'hidden';
    if (hidden) pressure = ''; // the observer falls silent then, and its last word may be long out of date
    const conditions = {
      charging: battery?.charging ?? true,
      batteryPercent: battery ? Math.floor(battery.level * 100) : -1,
      pressure: PRESSURES[pressure] ?? 0,
      signs: (hidden && restsHidden() ? HIDDEN : 0) + (navigator.connection?.saveData ? DATA_SAVER : 0) + (activeTimer ? USER_ACTIVE : 0),
    };
    const words = JSON.stringify(conditions);
    if (words === told && performance.now() - toldAt < CHECK_MILLIS) return;
    told = words;
    toldAt = performance.now();
    tell(conditions);
  };

  const active = () => {
    const fresh = !activeTimer;
    clearTimeout(activeTimer);
    activeTimer = setTimeout(() => {
      activeTimer = 0;
      look();
    }, ACTIVE_MILLIS);
    if (fresh) look();
  };

  document.addEventListener('visibilitychange', look, { signal });
  // In a frame, gestures are at the widget and mean no work; the page around it may say that it is being used, and nothing else.
  for (const gesture of parent === window ? GESTURES : []) addEventListener(gesture, active, { signal, passive: true });
  addEventListener('message', ({ source, data }) => source === parent && data?.mesh === 'active' && active(), { signal });
  const timer = setInterval(look, POLL_MILLIS);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    clearTimeout(activeTimer);
  });

  navigator.getBattery?.().then((found) => {
    battery = found;
    for (const change of ['chargingchange', 'levelchange']) battery.addEventListener(change, look, { signal });
    look();
  }, () => undefined);
  // Silent in a frame of another origin, where it may not even be made; slow runs tell instead.
  try {
    const observer = new PressureObserver((records) => {
      pressure = records.at(-1).state;
      look();
    });
    observer.observe('cpu', { sampleInterval: 500 }).catch(() => undefined);
    signal.addEventListener('abort', () => observer.disconnect());
  } catch {
    // No such API, or not here.
  }
  look();
}
