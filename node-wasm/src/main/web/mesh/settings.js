// The settings beside the CPU limit: each is a term of the consent. All but the model's place on the device are off or none until the
// visitor chooses them. What nothing uses yet says so.
import { mesh } from './widget.js';
import { make, say } from './words.js';

/** name of the term -> whether it is used, the key of its words, and the amounts in MiB that may be chosen */
const TERMS = {
  afterClose: { used: true, words: 'afterClose' },
  restsHidden: { used: true, words: 'hidden' },
  storageMib: { used: true, words: 'storage', amounts: [0, 64, 256], initial: 64 },
  gpu: { used: false, words: 'gpu' },
  relayMibPerDay: { used: true, words: 'relay', amounts: [0, 50, 200, 500, 1000] },
  directPeers: { used: true, words: 'direct' },
};
const controls = {}; // term -> its input or select

const amountOf = (mebibytes) => (mebibytes ? say('mebibytes', { n: mebibytes }) : say('none'));

function control({ amounts, initial }) {
  if (!amounts) {
    const box = make('input', { type: 'checkbox' });
    box.setAttribute('role', 'switch');
    return box;
  }
  return make('select', {}, ...amounts.map((amount) => make('option', { value: amount, defaultSelected: amount === initial }, amountOf(amount))));
}

function row(term, about) {
  const { used, words } = about;
  const input = Object.assign(control(about), { id: `term-${term}` });
  const text = make('p', { id: `term-${term}-text`, className: 'soft' }, say(`${words}Text`));
  if (!used) text.prepend(make('b', {}, say('notUsed')), ' ');
  input.setAttribute('aria-describedby', text.id);
  controls[term] = input;
  return make('div', { className: 'term' }, make('label', { htmlFor: input.id }, say(words)), input, text);
}

/** Fills {@code place}; {@code choose} hears the one term that the visitor has changed. */
export function buildSettings(place, choose) {
  // A shared worker cannot be shared through blobs, so in the site's own origin only a service worker goes on after its tabs.
  for (const [term, about] of Object.entries(TERMS).filter(([name]) => !mesh.inOrigin || mesh.worker || name !== 'afterClose')) {
    place.append(row(term, about));
    controls[term].addEventListener('change', ({ isTrusted }) => isTrusted && choose({ [term]: choices()[term] }));
  }
  place.append(make('p', { className: 'soft' }, say('recordedOnly')));
}

/** What is chosen at this moment, by the consent record's names. */
export function choices() {
  return Object.fromEntries(Object.entries(controls).map(([term, { type, checked, value }]) => [term, type === 'checkbox' ? checked : Number(value)]));
}

/** Shows a record's terms, which may have been chosen in another tab. */
export function showChoices(record) {
  for (const [term, input] of Object.entries(controls)) {
    if (record[term] === undefined) continue;
    if (input.type === 'checkbox') input.checked = record[term];
    else input.value = record[term];
  }
}
