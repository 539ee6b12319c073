// Modules of WebAssembly that are loaded when they are first needed.

/** Brings the modules of an entry, each once; a failed attempt may be repeated. `bring` says how each is imported. */
export function lazyModules(bring) {
  /** @type {Map<string, Promise<any>>} */
  const loading = new Map();

  async function begin(name, source) {
    const module = await bring[name]();
    await module.default({ module_or_path: await (source ?? module.standard()) });
    return module;
  }

  return function load(name, source) {
    if (!loading.has(name)) {
      const begun = begin(name, source);
      loading.set(name, begun);
      begun.catch(() => loading.delete(name));
    }
    return loading.get(name);
  };
}

/** Calls into a module; after a panic it starts anew. `again` says what the caller may do then. */
export function guarded(module, call, again) {
  try {
    return call(module);
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) throw error;
    // Its memory may be in any state. The glue restarts with the next call, but after arguments were written into the old
    // memory, so one without arguments comes first.
    module.restart();
    module.touch();
    throw new Error(`internal error in nsg-what-if; ${again}`, { cause: error });
  }
}
