// What is printed: terminals and pipelines read more than letters, and names are other people's.

const LINE_ENDS = /[\t-\r\u0085\u2028\u2029]/gu;

/** The same as `text::acts` in Rust: what moves, hides or turns round what stands beside it. */
const ACTS = /[\p{Cc}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** The text as one line in which nothing acts. */
export const plain = (text) => `${text}`.replace(LINE_ENDS, " ").replace(ACTS, "\ufffd");

/** Breaks what a pipeline takes for a command: see `logLine`. */
const withoutColons = (line) => line.replace(/^([^!-~]*):(?=:|[^ -~])/u, "$1: ");

/**
 * The text as one line, in which nothing acts and nothing is a command. Azure Pipelines takes `##vso[` for one anywhere
 * in a line, and so does GitHub with `##[`; `::` is one where a line begins with it. Both compare as people do, to whom
 * some characters are none, so that whatever is not ASCII counts as nothing here.
 */
export function logLine(text) {
  return withoutColons(plain(text).replace(/#(?=#|[^ -~])/gu, "# "));
}

/** `##[` and `##vso[`, whatever is not ASCII between. */
const HASH_COMMAND = /#(?=[^ -~]*#[^ -~]*(?:\[|v[^ -~]*s[^ -~]*o[^ -~]*\[))/giu;

/**
 * A line of a file as it is, in which nothing acts and nothing is a command. It keeps its tabs, `##` where it begins a comment, and a
 * carriage return at its end, since a diff that lost them would fit no file.
 */
export function sourceLine(line) {
  const [, text, end] = /^(.*?)(\r?)$/su.exec(line);
  const harmless = text.split("\t").map(plain).join("\t");
  return `${withoutColons(harmless.replace(HASH_COMMAND, "# "))}${end}`;
}
