// The package that the command line comes with.

/** The package, loaded. */
export async function library() {
  const loaded = await import("../node.js");
  await loaded.default();
  return loaded;
}

/** The package without its module, for whoever only replays recorded flows. */
export const trafficLibrary = () => import("../node.js");
