// Inputs of an action and parameters of a template, which come as texts.

import { Failure } from "./failure.mjs";

/** The entries of a list with one on each line. */
export const lines = (text = "") => text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "");

/** The entries of a list of words, with commas, blanks or line ends between. */
export const words = (text = "") => text.split(/[\s,]+/).filter((word) => word !== "");

/** A name that tells reviews of one pull request apart; it becomes a part of a hidden mark and of a category. */
export function nameOf(text = "") {
  const name = text.trim();
  if (!/^[A-Za-z0-9._ -]{0,60}$/.test(name) || name.includes("--")) {
    throw new Failure("name has letters, digits, blanks, dots, underscores and single hyphens, at most 60");
  }
  return name;
}

/** Everything that says what to review and how; `read` gives the text of an input. */
export function reviewInputs(read) {
  return {
    changes: lines(read("change")),
    before: read("before").trim(),
    after: read("after").trim(),
    contracts: lines(read("contracts")),
    services: words(read("services")),
    baselines: words(read("baselines")),
    failOn: words(read("fail-on")).join(","),
    config: read("config").trim(),
    sarif: read("sarif").trim(),
    version: read("version").trim(),
    name: nameOf(read("name")),
  };
}
