// Drives one worker of the bench page; called from BenchPage.
let worker;

globalThis.bench = {
  open(script) {
    worker?.terminate();
    worker = new Worker(script, { type: 'module' });
  },

  /** Answers with what the worker answers to {@code message}. */
  ask(message) {
    return new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => (data.error ? reject(new Error(data.error)) : resolve(data));
      worker.onerror = (event) => reject(new Error(event.message || 'the worker could not start'));
      worker.postMessage(message);
    });
  },
};
