// Loading, once, whatever the way to the module's bytes is.

import load from "./nsg_what_if.js";

/** @type {Promise<void> | undefined} */
let loading;
let loaded = false;

/** Whether the module is there. */
export const isLoaded = () => loaded;

/**
 * An `init` that loads from `source`, or from where `standard` says. A failed attempt may be
 * repeated; after a successful one nothing more happens.
 *
 * @param {() => unknown} standard
 */
export function loader(standard) {
  return function init(source) {
    loading ??= Promise.resolve(source ?? standard())
      .then((module_or_path) => load({ module_or_path }))
      .then(
        () => {
          loaded = true;
        },
        (error) => {
          loading = undefined;
          throw error;
        },
      );
    return loading;
  };
}
