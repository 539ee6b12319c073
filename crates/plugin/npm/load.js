// Loading, once, whatever the way to the module's bytes is.

import load from "./nsg_what_if.js";

/** @type {Promise<void> | undefined} */
let loading;

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
        () => {},
        (error) => {
          loading = undefined;
          throw error;
        },
      );
    return loading;
  };
}
