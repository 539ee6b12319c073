// <nsg-what-if>: the whole tool as one element. `crates/plugin/npm/element.d.ts` says what it takes and tells.

import type { IpFlow, Scenario } from "../../crates/plugin/src/types.d.ts";
import { ofElement, saying } from "../language.ts";
import type { Embedded } from "../pkg/page.js";
import { type Embed, embedding, styles } from "./tool.ts";

const ATTRIBUTES = ["scenario", "flow", "view", "readonly", "compact", "cloud", "endpoint"] as const;

/** Where there is no document, as on a server that renders pages, the class is there and nothing is registered. */
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

/** Something of a scenario as the text that the tool reads; a group may be one already. */
function text(value: string | object | null | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value, undefined, 2);
}

/** The flow in the form; `null` while an address is missing. */
function flowOf(tool: Embedded): IpFlow | null {
  const flow = tool.flow();
  return flow === undefined ? null : (JSON.parse(flow) as IpFlow);
}

type GetToken = () => Promise<string>;

/** The element. */
export class NsgWhatIfElement extends Base {
  static readonly observedAttributes = [...ATTRIBUTES, "lang"];

  #root: ShadowRoot | undefined;
  #tool: Embedded | undefined;
  #mounting = false;
  /** What was given or is in the form, for an element that is not on a page at the moment. */
  #scenario: Scenario | null = null;
  #flow: IpFlow | null = null;
  #getToken: GetToken | undefined;

  /** What becomes of each attribute but the two that hold something. One is put alone: another cloud ends a connection. */
  readonly #set = {
    view: (tool: Embedded) => tool.set_views(this.view),
    readonly: (tool: Embedded) => tool.set_readonly(this.readonly),
    compact: (tool: Embedded) => tool.set_compact(this.compact),
    cloud: (tool: Embedded) => tool.set_cloud(this.cloud, this.endpoint),
    endpoint: (tool: Embedded) => tool.set_cloud(this.cloud, this.endpoint),
  };

  /** The rules and what they refer to, with the edits. */
  get scenario(): Scenario | null {
    return this.#scenario;
  }

  set scenario(value: Scenario | string | null) {
    const scenario = this.#read<Scenario>("scenario", value);
    if (scenario === undefined) return;
    this.#scenario = scenario;
    if (this.#tool) this.#putScenario(this.#tool);
  }

  /** The flow in the form; `null` while an address is missing. */
  get flow(): IpFlow | null {
    return this.#tool ? flowOf(this.#tool) : this.#flow;
  }

  set flow(value: IpFlow | string | null) {
    const flow = this.#read<IpFlow>("flow", value);
    if (flow === undefined) return;
    this.#flow = flow;
    if (this.#tool) this.#putFlow(this.#tool);
  }

  get view(): string {
    return this.getAttribute("view") ?? "";
  }

  set view(names: string) {
    this.setAttribute("view", names);
  }

  get readonly(): boolean {
    return this.hasAttribute("readonly");
  }

  set readonly(is: boolean) {
    this.toggleAttribute("readonly", is);
  }

  get compact(): boolean {
    return this.hasAttribute("compact");
  }

  set compact(is: boolean) {
    this.toggleAttribute("compact", is);
  }

  get cloud(): string {
    return this.getAttribute("cloud") ?? "AzureCloud";
  }

  set cloud(name: string) {
    this.setAttribute("cloud", name);
  }

  get endpoint(): string {
    return this.getAttribute("endpoint") ?? "";
  }

  set endpoint(address: string) {
    this.setAttribute("endpoint", address);
  }

  get getToken(): GetToken | undefined {
    return this.#getToken;
  }

  set getToken(source: GetToken | undefined) {
    this.#getToken = source ?? undefined;
    this.#tool?.set_token_source(this.#getToken);
  }

  connectedCallback(): void {
    // What was set before the element was registered stands on the object and hides the accessors.
    for (const name of [...ATTRIBUTES, "getToken"] as const) {
      if (Object.hasOwn(this, name)) {
        const value: unknown = this[name];
        delete (this as Record<string, unknown>)[name];
        (this as Record<string, unknown>)[name] = value;
      }
    }
    if (!this.#tool && !this.#mounting) void this.#mount();
  }

  disconnectedCallback(): void {
    // One that is moved is back at once, and stays as it is.
    queueMicrotask(() => {
      if (!this.isConnected) this.#unmount();
    });
  }

  attributeChangedCallback(name: (typeof ATTRIBUTES)[number] | "lang", _before: string | null, value: string | null): void {
    if (name === "lang") this.#speak();
    else if (name === "scenario") this.scenario = value;
    else if (name === "flow") this.flow = value;
    else if (this.#tool) this.#set[name](this.#tool);
  }

  async #mount(): Promise<void> {
    this.#mounting = true;
    const root = (this.#root ??= this.attachShadow({ mode: "open" }));
    root.adoptedStyleSheets = [styles()];
    const waits = document.createElement("p");
    waits.className = "loading";
    waits.setAttribute("role", "status");
    const language = ofElement(this);
    waits.lang = language;
    waits.textContent = saying(language)("loading");
    root.replaceChildren(waits);
    try {
      const embed = await embedding(language);
      if (this.isConnected) this.#draw(root, language, embed);
    } catch (cause) {
      this.#failed(root, cause);
    } finally {
      this.#mounting = false;
    }
    // Its language may have changed meanwhile.
    this.#speak();
    // It left meanwhile and came back, or it came back too late.
    const isOver = this.#tool || this.#mounting || root.querySelector(".problem") !== null;
    if (this.isConnected && !isOver) void this.#mount();
  }

  /** Another language is another instance of the module: what was given and what is in the form stay. */
  #speak(): void {
    if (!this.#tool || this.#root?.querySelector("[lang]")?.getAttribute("lang") === ofElement(this)) return;
    this.#unmount();
    void this.#mount();
  }

  #draw(root: ShadowRoot, language: string, embed: Embed): void {
    const parent = document.createElement("div");
    parent.lang = language;
    root.replaceChildren(parent);
    const tool = embed(parent, root, (event, detail) => this.#hear(event, detail));
    for (const put of Object.values(this.#set)) put(tool);
    tool.set_token_source(this.#getToken);
    this.#putScenario(tool);
    this.#putFlow(tool);
    this.#tool = tool;
  }

  #unmount(): void {
    const tool = this.#tool;
    if (!tool) return;
    // What was edited a moment ago stays, too.
    tool.tell_scenario();
    this.#flow = this.flow;
    this.#tool = undefined;
    tool.free();
    this.#root?.replaceChildren();
  }

  #failed(root: ShadowRoot, cause: unknown): void {
    const say = saying(ofElement(this));
    const message = say("not-loaded", { cause: cause instanceof Error ? cause.message : `${cause}` });
    const problem = document.createElement("p");
    problem.className = "problem";
    problem.setAttribute("role", "alert");
    const again = document.createElement("button");
    again.type = "button";
    again.textContent = say("try-again");
    again.addEventListener("click", () => void this.#mount());
    problem.append(message, " ", again);
    root.replaceChildren(problem);
    this.#emit("error", { code: "not-loaded", message, help: "look at the page's console and its content security policy" });
  }

  #putScenario(tool: Embedded): void {
    const { subnetSecurityGroup, networkInterfaceSecurityGroup, network } = this.#scenario ?? {};
    const texts = [subnetSecurityGroup, networkInterfaceSecurityGroup, network].map(text);
    this.#put("scenario", () => tool.set_scenario(texts[0], texts[1], texts[2], network?.serviceTags));
  }

  #putFlow(tool: Embedded): void {
    const flow = this.#flow;
    if (flow) this.#put("flow", () => tool.set_flow(JSON.stringify(flow)));
  }

  /** Puts what was given into the tool. What it cannot be is told, and nothing changes. */
  #put(name: "scenario" | "flow", put: () => void): void {
    try {
      put();
    } catch (error) {
      const message = `${name} is not what the tool takes: ${(error as Error).message}`;
      this.#emit("error", { code: `wrong-${name}`, message, help: `give the property ${name} what the package's types declare` });
    }
  }

  /** Something given as an object or as JSON. What is neither is told, and nothing changes. */
  #read<T extends object>(name: string, value: T | string | null | undefined): T | null | undefined {
    if (value === null || value === undefined || value === "") return null;
    if (typeof value === "object") return value;
    try {
      const read: unknown = JSON.parse(value);
      if (typeof read === "object") return read as T | null;
      throw new TypeError(`it is a ${typeof read}`);
    } catch (error) {
      const message = `${name} is no JSON of an object: ${(error as Error).message}`;
      this.#emit("error", { code: "not-json", message, help: `set the property ${name} to an object` });
      return undefined;
    }
  }

  #hear(event: string, detail: unknown): void {
    if (event === "scenariochange") {
      this.#scenario = detail as Scenario;
      this.#emit(event, { scenario: this.#scenario });
    } else if (event === "verdict") {
      this.#emit(event, { verdict: detail, flow: detail === null ? null : this.flow });
    } else {
      this.#emit(event, detail);
    }
  }

  /** Tells the portal. With a prefix: an `error` that bubbles would reach the window's `onerror`. */
  #emit(event: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(`nsg-${event}`, { detail, bubbles: true, composed: true }));
  }
}

if (globalThis.customElements && !customElements.get("nsg-what-if")) {
  customElements.define("nsg-what-if", NsgWhatIfElement);
}
