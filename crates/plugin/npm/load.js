// Loading, once, whatever the way to the module's bytes is.

/** The loading of a module, by the function of its glue. */
export function loading(load) {
  /** @type {Promise<void> | undefined} */
  let begun;
  let loaded = false;

  /**
   * An `init` that loads from `source`, or from where `standard` says. A failed attempt may be
   * repeated; after a successful one nothing more happens.
   *
   * @param {() => unknown} standard
   */
  function loader(standard) {
    return function init(source) {
      begun ??= Promise.resolve(source ?? standard())
        .then((module_or_path) => load({ module_or_path }))
        .then(
          () => {
            loaded = true;
          },
          (error) => {
            begun = undefined;
            throw error;
          },
        );
      return begun;
    };
  }

  /** Whether the module is there. */
  return { isLoaded: () => loaded, loader };
}
