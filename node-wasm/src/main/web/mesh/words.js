// The widget's words and figures in the visitor's language. Only the chosen language's file is fetched.
import { mesh } from './widget.js';

let messages = {};
let plural;
let whole;
const UNITS_PER_ROAD = 100_000_000n;

/** Fetches the words of {@code mesh.language}. */
export async function speak() {
  ({ default: messages } = await import(`./messages/${mesh.language}.js`));
  plural = new Intl.PluralRules(mesh.language);
  whole = new Intl.NumberFormat(mesh.language);
}

/**
 * A message in the visitor's language.
 * @param {object} values what {name} stands for; numbers are written as the language writes them, and {n} chooses the plural
 */
export function say(key, values = {}) {
  const message = messages[key] ?? '';
  const text = typeof message === 'string' ? message : message[plural.select(values.n)] ?? message.other;
  return text.replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === 'number' ? whole.format(values[name]) : values[name]));
}

export const knows = (key) => Object.hasOwn(messages, key);

/** "What does this mean?": pairs of a lead and what follows it. */
export const meanings = () => messages.meanings;

export const percent = (share) => new Intl.NumberFormat(mesh.language, { style: 'percent' }).format(share / 100);
export const decimal = (number) => new Intl.NumberFormat(mesh.language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(number);
export const time = (millis) => new Date(millis).toLocaleTimeString(mesh.language, { timeStyle: 'short' });
export const date = (millis) => new Date(millis).toLocaleDateString(mesh.language, { dateStyle: 'long' });
export const moment = (millis) => new Date(millis).toLocaleString(mesh.language, { dateStyle: 'medium', timeStyle: 'medium' });
export const list = (things) => new Intl.ListFormat(mesh.language).format(things);
export const beside = (figures) => new Intl.ListFormat(mesh.language, { type: 'unit' }).format(figures);

/** Words of unknown direction, so that they do not turn round what stands beside them. */
export const isolated = (text) => `\u2068${text}\u2069`;

/** ROAD from its integer units of 1e-8, exactly. */
export function road(units = 0) {
  const all = BigInt(units);
  const rest = String(all < 0n ? -all % UNITS_PER_ROAD : all % UNITS_PER_ROAD).padStart(8, '0');
  const amount = `${all < 0n && all > -UNITS_PER_ROAD ? '-' : ''}${all / UNITS_PER_ROAD}.${rest}`;
  return new Intl.NumberFormat(mesh.language, { maximumFractionDigits: 8 }).format(amount);
}

/** An element with properties, and what stands in it: elements and texts. */
export function make(tag, properties = {}, ...inside) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...inside);
  return element;
}

/** Writes only what differs, so that nothing is read out or laid out anew for nothing. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
