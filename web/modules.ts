// The modules of WebAssembly and where they are. Each build fills in what it knows: the element's has a digest for each, and
// the sealed one has the bytes themselves, since its page may fetch nothing.

import { fetched } from "./fetched.ts";
import page from "./pkg/page_bg.wasm?url";
import worker from "./pkg/worker_bg.wasm?url";

/** The module of the tool. */
export const pageModule = (): Promise<Response> => fetched("page_bg.wasm", page);

/** The module of the worker, which cannot tell by itself where it is: its script may come from anywhere. */
export const workerModule = (): Promise<Response> => fetched("worker_bg.wasm", worker);
