// The ways to tell what a command has found.

const LOAD = {
  text: async () => (await import("./text.mjs")).text,
  json: async () => (await import("./json.mjs")).json,
  markdown: async () => (await import("./markdown.mjs")).markdown,
  sarif: async () => (await import("./sarif.mjs")).sarif,
  github: async () => (await import("./github.mjs")).github,
};

/** Writes a report in a format. */
export async function written(report, format, settings) {
  const write = await LOAD[format]();
  return write(report, settings);
}
