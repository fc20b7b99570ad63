// How the bench's workers answer: each message names a call, and the call's outcome goes back.

/** Answers every message {call, ...} with calls[call](message), or with {error}. */
export function answer(calls) {
  onmessage = async ({ data }) => {
    try {
      postMessage(await calls[data.call](data) ?? {});
    } catch (error) {
      postMessage({ error: String(error?.message ?? error) });
    }
  };
}

/** Float32 values as base64, little-endian. */
export function base64(floats) {
  const bytes = new Uint8Array(floats.buffer, floats.byteOffset, floats.byteLength);
  let text = '';
  for (let at = 0; at < bytes.length; at += 4096) text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return btoa(text);
}
