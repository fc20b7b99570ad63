// Protobuf's wire format (protobuf.dev/programming-guides/encoding), as far as it takes to find the fields of a message and to write
// some of one's own. Bytes may be anybody's: whatever is wrong with them ends in a {@link Malformed} that says where.

const text = new TextDecoder('utf-8', { fatal: true });

/** What is wrong with a message. */
export class Malformed extends Error {}

function check(holds, reason) {
  if (!holds) throw new Malformed(reason);
}

/** Reads a varint of at most 2^53 at {@code at}; larger ones, which are of no field that counts here, come out inexact. */
function varint(bytes, at, end) {
  let value = 0;
  for (let i = 0; i < 10; i++) {
    check(at + i < end, `it ends within a number at byte ${at}`);
    const byte = bytes[at + i];
    value += (byte & 127) * 2 ** (7 * i);
    if (byte < 128) return { value, next: at + i + 1 };
  }
  throw new Malformed(`a number at byte ${at} has more than 10 bytes`);
}

/** How long a value of wire type 1 or 5 is. */
const FIXED = { 1: 8, 5: 4 };

/** The fields of a message: its number, the value of a varint, and where it begins, its content lies and ends. */
export function* fields(bytes, { from, to }) {
  for (let at = from; at < to;) {
    const tag = varint(bytes, at, to);
    const field = { number: Math.floor(tag.value / 8), wire: tag.value % 8, begin: at, from: tag.next, value: 0 };
    const counts = field.wire === 0 || field.wire === 2;
    const read = counts ? varint(bytes, tag.next, to) : { value: 0, next: tag.next };
    if (field.wire === 2) field.from = read.next;
    field.value = read.value;
    field.to = field.wire === 2 ? read.next + read.value : read.next + (FIXED[field.wire] ?? 0);
    check(counts || FIXED[field.wire], `a field at byte ${at} has wire type ${field.wire}`);
    check(field.number > 0 && field.to <= to, `a field at byte ${at} goes beyond its message`);
    yield field;
    at = field.to;
  }
}

/** The text in a field of wire type 2. */
export function nameOf(bytes, field) {
  check(field.wire === 2, `a name at byte ${field.begin} is none`);
  try {
    return text.decode(bytes.subarray(field.from, field.to));
  } catch {
    throw new Malformed(`a name at byte ${field.begin} is no text`);
  }
}

/** A varint. */
export function encoded(value) {
  const out = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) out.push(rest % 128 + 128);
  return [...out, rest];
}

/** A field with content, as pieces to be joined. */
export function wrapped(number, pieces) {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return [Uint8Array.from([...encoded(number * 8 + 2), ...encoded(length)]), ...pieces];
}

/** All pieces, one after the other. */
export function joined(pieces) {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
