// What a person sees of work that takes longer than a second.

const PATIENCE = 1000;

/** A line on standard error that is written over; nothing where nobody looks, or where the work is quick. */
export function progressLine(stream = process.stderr) {
  const started = Date.now();
  let isShown = false;
  return {
    say(text) {
      if (!stream.isTTY || Date.now() - started < PATIENCE) return;
      stream.write(`\r\x1b[K${text}`);
      isShown = true;
    },
    end() {
      if (isShown) stream.write("\r\x1b[K");
    },
  };
}
