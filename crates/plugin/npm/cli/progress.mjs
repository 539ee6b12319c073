// What a person sees of work that takes longer than a second.

const PATIENCE = 1000;

/** A text of so many characters takes long enough to say so before it begins: while it is worked on, nothing can be said. */
const LONG = 500_000;

/** A line on standard error that is written over; nothing where nobody looks, or where the work is quick. */
export function progressLine(stream = process.stderr) {
  const started = Date.now();
  let isShown = false;
  return {
    say(text, length = 0) {
      if (!stream.isTTY || (length < LONG && Date.now() - started < PATIENCE)) return;
      stream.write(`\r\x1b[K${text}`);
      isShown = true;
    },
    end() {
      if (isShown) stream.write("\r\x1b[K");
    },
  };
}
