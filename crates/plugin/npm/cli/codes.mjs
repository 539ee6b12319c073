// What findings and diagnostics mean. `build/codes.mjs` makes it of the pages that the tests of the engine run.

import codes from "virtual:codes";

/** What a code is about, in a sentence or two; `undefined` where there is no such code. */
export const about = (code) => codes[code]?.about || codes[code]?.said[0];

/** A code with its examples. */
export const explained = (code) => codes[code];

/** Every code. */
export const allCodes = Object.keys(codes);
