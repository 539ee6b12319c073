// What a caller gave and cannot be read, as an Error.

export class WhatIfError extends Error {
  constructor(diagnostics, options) {
    const errors = diagnostics.filter((diagnostic) => diagnostic.severity === "error");
    const [first = diagnostics[0]] = errors;
    const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
    super((first?.message ?? "the input cannot be read") + more, options);
    this.name = "WhatIfError";
    this.diagnostics = diagnostics;
  }
}

/** An argument that cannot be read. */
export const invalid = (pointer, code, message, options) =>
  new WhatIfError([{ severity: "error", code, message, pointer }], options);
