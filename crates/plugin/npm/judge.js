// Verdicts, over the functions of a module: the package's own, or the engine alone.

import { flowOf, packed } from "./encode.js";
import { failures } from "./errors.js";
import { loading } from "./load.js";
import { provenance } from "./provenance.js";

/** What is offered over a module; each has its own instance, and its own loading. */
export function judge(wasm) {
  const { isLoaded, loader } = loading(wasm.default);
  const { failure, instance, afterRestart } = failures(wasm, isLoaded);

  function call(work) {
    try {
      return work();
    } catch (error) {
      throw failure(error);
    }
  }

  /** With the commit and the compiler behind the plus sign, as SemVer has it. */
  const version = () => `${call(wasm.version)}${provenance}`;

  const parse = (text) => call(() => wasm.parse(text));

  function verifyIpFlow(scenario, flow) {
    const asked = flowOf(flow);
    return call(() => wasm.verify(scenario, asked));
  }

  /** A compiled scenario, and how many verdicts may still ask it for their groups. */
  class Prepared {
    pending = 0;

    constructor(scenario) {
      this.instance = instance();
      this.inner = call(() => new wasm.Prepared(scenario));
    }

    /** What is compiled, if the instance that holds it is still there. */
    get live() {
      if (this.instance !== instance()) {
        throw new Error("nsg-what-if was restarted after an internal error; make a new Evaluator");
      }
      return this.inner;
    }

    verdict(asked) {
      const { live } = this;
      const verdict = call(() => live.verdict(asked));
      this.pending++;
      return withGroups(verdict, this, asked);
    }

    stages(asked) {
      const { live } = this;
      const stages = call(() => live.stages(asked));
      this.pending--;
      return stages;
    }
  }

  class Evaluator {
    #prepared;

    constructor(scenario) {
      this.#prepared = new Prepared(scenario);
    }

    get #unfreed() {
      if (this.#prepared === undefined) throw new Error("this Evaluator was freed");
      return this.#prepared;
    }

    verifyIpFlow(flow) {
      return this.#unfreed.verdict(flowOf(flow));
    }

    verifyIpFlows(flows) {
      const { live } = this.#unfreed;
      const [words, objects] = packed(flows);
      return call(() => live.accesses(words, objects));
    }

    free() {
      const prepared = this.#prepared;
      this.#prepared = undefined;
      // Otherwise the collector frees it with the last verdict that may ask; and nothing frees in the
      // memory of another instance.
      if (prepared?.pending === 0 && prepared.instance === instance()) prepared.inner.free();
    }
  }

  return { loader, call, version, parse, verifyIpFlow, Evaluator, afterRestart };
}

/** The verdict with its groups as a property that is worked out when it is first read. */
function withGroups(verdict, prepared, asked) {
  let groups;
  const { access, ruleName, ruleId, dependsOn, summary, summaryParts, assumptions } = verdict;
  const whole = {
    access,
    get evaluatedNetworkSecurityGroups() {
      if (groups === undefined) {
        groups = prepared.stages(asked);
        prepared = undefined;
      }
      return groups;
    },
    set evaluatedNetworkSecurityGroups(others) {
      groups = others;
    },
    dependsOn,
    summary,
    summaryParts,
  };
  if (ruleName !== undefined) whole.ruleName = ruleName;
  if (ruleId !== undefined) whole.ruleId = ruleId;
  if (assumptions !== undefined) whole.assumptions = assumptions;
  return whole;
}
