// The live module: loaded once, when a client is first used, and restarted when it has to be.

/** @type {Promise<any> | undefined} */
let loading;
let restarts = 0;

/**
 * The module's functions. `bring` imports the glue, which says where the WebAssembly is unless `source`
 * does. A failed attempt may be repeated; after a successful one nothing more happens.
 */
export function load(bring, source) {
  loading ??= begin(bring, source).catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function begin(bring, source) {
  const live = await bring();
  await live.default({ module_or_path: await (source ?? live.standard()) });
  return live;
}

/** How often the module was restarted: what an earlier instance holds is lost. */
export const instance = () => restarts;

/** Has the module begin anew: after a panic its memory may be in any state. */
export function restart(live) {
  restarts++;
  live.restart();
  // The glue restarts with the next call, but after its arguments were written into the old memory. So
  // the next call is one without arguments, at once.
  live.version();
}
