// The client of Azure, over the live module.

import { AzureError } from "./azure-error.js";
import { instance, load } from "./azure-load.js";
import { drive } from "./azure-task.js";
import { flowOf, identifier } from "./encode.js";
import { invalid } from "./what-if-error.js";

export { AzureError } from "./azure-error.js";

/** `createAzureClient` of an entry, which knows how the live module is brought. */
export const clientOf = (bring) =>
  function createAzureClient(options) {
    return new AzureClient(bring, options);
  };

/** The flow of a request, as it is now. */
function flowOfRequest(request) {
  if (request === null || typeof request !== "object") throw invalid("/flow", "invalid-flow", "the flow is not an object");
  return flowOf(request);
}

function wrong(argument, value, wanted) {
  return new TypeError(`${argument} is ${value === null ? "null" : `of type ${typeof value}`}; it has to be ${wanted}`);
}

/** Asks the portal's function for tokens: never twice at once, since it may open a window. */
class Tokens {
  #getToken;
  #asking;
  /** What the function threw last. */
  thrown;

  constructor(getToken) {
    this.#getToken = getToken;
  }

  get = () => {
    this.#asking ??= this.#ask().finally(() => this.forget());
    return this.#asking;
  };

  /** Nobody waits any more: the next question does not wait for an answer that may never come. */
  forget() {
    this.#asking = undefined;
  }

  async #ask() {
    try {
      const getToken = this.#getToken;
      const token = await getToken();
      if (typeof token === "string") return token;
      throw wrong("what getToken gives", token, "the text of an access token");
    } catch (error) {
      this.thrown = error;
      throw error;
    }
  }
}

class AzureClient {
  #load;
  #endpoint;
  #sendAzureTokens;
  #tokens;
  #inner;
  #instance;
  #running = 0;

  constructor(bring, options) {
    const { endpoint, getToken, sendAzureTokens, wasm } = options ?? {};
    if (typeof getToken !== "function") {
      throw wrong("getToken", getToken, "a function that gives a promise of an access token");
    }
    if (endpoint !== undefined && typeof endpoint !== "string") {
      throw wrong("endpoint", endpoint, "text such as https://management.azure.com");
    }
    if (sendAzureTokens !== undefined && typeof sendAzureTokens !== "boolean") {
      throw wrong("sendAzureTokens", sendAzureTokens, "true or false");
    }
    this.#load = () => load(bring, wasm);
    this.#endpoint = endpoint;
    this.#sendAzureTokens = sendAzureTokens ?? false;
    this.#tokens = new Tokens(getToken);
  }

  async verifyIpFlow(request, options) {
    const asked = flowOfRequest(request);
    const target = targetOf(request);
    return this.#call((client, ...listeners) => client.verify(target, asked, ...listeners), options);
  }

  async loadScenario(resourceId, options) {
    const id = identifier(resourceId);
    return this.#call((client, ...listeners) => client.load(id, ...listeners), options);
  }

  async confirm(scenario, request, options) {
    const asked = flowOfRequest(request);
    const target = targetOf(request);
    const begin = (client, ...listeners) => client.confirm(scenario, target, asked, ...listeners);
    return this.#call(begin, options);
  }

  async #call(begin, options) {
    const { signal, onProgress } = options ?? {};
    if (onProgress !== undefined && typeof onProgress !== "function") {
      throw wrong("onProgress", onProgress, "a function");
    }
    this.#running++;
    try {
      const task = (live, ...listeners) => begin(this.#client(live), ...listeners);
      return await drive(this.#load, task, { signal, onProgress });
    } catch (error) {
      // Where a token was cut out of its words, what was thrown has one.
      if (error instanceof AzureError && error.code === "token-source-failed" && !error.message.includes("***")) {
        error.cause = this.#tokens.thrown;
      }
      throw error;
    } finally {
      this.#running--;
      if (this.#running === 0) this.#tokens.forget();
    }
  }

  /** The client inside the module; a restarted module gets a new one. */
  #client(live) {
    if (this.#inner === undefined || this.#instance !== instance()) {
      this.#inner = new live.LiveClient(this.#endpoint, this.#tokens.get, this.#sendAzureTokens);
      this.#instance = instance();
    }
    return this.#inner;
  }
}

const TARGET = ["targetResourceId", "targetNicResourceId", "networkWatcherId"];

/** The ids of a request, which the module reads. */
const targetOf = (request) => TARGET.map((key) => identifier(request[key]));
