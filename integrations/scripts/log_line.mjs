// Other people's words in a log that takes some lines for commands.

const LINE_ENDS = /[\t-\r\u0085\u2028\u2029]/gu;
const ACTS = /[\p{Cc}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** The text as one line in which nothing acts, as the command line's `harmless.mjs` has it. */
export const oneLine = (text) => `${text}`.replace(LINE_ENDS, " ").replace(ACTS, "\ufffd");

/** The text as one line of a log, in which nothing is a command: `::`, `##[` and `##vso[`. */
export function logLine(text) {
  return oneLine(text).replace(/#(?=#|[^ -~])/gu, "# ").replace(/^([^!-~]*):(?=:|[^ -~])/u, "$1: ");
}
