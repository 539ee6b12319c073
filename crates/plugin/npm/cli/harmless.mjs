// What is printed: terminals and pipelines read more than letters, and names are other people's.

const LINE_ENDS = /[\t-\r\u0085\u2028\u2029]/gu;

/** The same as `text::acts` in Rust: what moves, hides or turns round what stands beside it. */
const ACTS = /[\p{Cc}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** The text as one line in which nothing acts. */
export const plain = (text) => `${text}`.replace(LINE_ENDS, " ").replace(ACTS, "\ufffd");

/**
 * The text as one line, in which nothing acts and nothing is a command. Azure Pipelines takes `##vso[` for one anywhere
 * in a line, and so does GitHub with `##[`; `::` is one where a line begins with it. Both compare as people do, to whom
 * some characters are none, so that whatever is not ASCII counts as nothing here.
 */
export function logLine(text) {
  return plain(text).replace(/#(?=#|[^ -~])/gu, "# ").replace(/^([^!-~]*):(?=:|[^ -~])/u, "$1: ");
}
