// <nsg-what-if>, the whole tool as one element. Importing `nsg-what-if/element` registers it.

import type { AzureFailure, Confirmation, IpFlow, Scenario, Verdict } from "./index.js";

/** What a view is called. */
export type NsgWhatIfView = "verdict" | "what-if" | "findings" | "lessons";

/** The element. Every attribute is a property, too, and can be set before or after it is on a page. */
export declare class NsgWhatIfElement extends HTMLElement {
  /** The rules and what they refer to, with the edits that were made here. An object or JSON; read, it is an object. */
  get scenario(): Scenario | null;
  set scenario(value: Scenario | string | null);

  /** The flow in the form; `null` while an address is missing. An object or JSON; read, it is an object. */
  get flow(): IpFlow | null;
  set flow(value: IpFlow | string | null);

  /** What is shown: names of views with blanks or commas between them; everything where there is none. */
  view: NsgWhatIfView | (string & {});

  /** Rules are looked at: none can be changed here, and none fetched in their place. */
  readonly: boolean;

  /** There is little room: less space around things, and no rules that the flow never reached. */
  compact: boolean;

  /**
   * The language: `en` or `ko`. Without it the language of what the element is in, and else the browser's. Changed, the
   * tool is drawn again with what it holds, and a connection to Azure ends.
   */
  lang: "en" | "ko" | (string & {});

  /** The cloud, as az names it. */
  cloud: "AzureCloud" | "AzureUSGovernment" | "AzureChinaCloud" | (string & {});

  /** Another Resource Manager than the cloud's own; empty where there is none. */
  endpoint: string;

  /**
   * Gives an access token for Resource Manager. It is called when someone presses *Connect*, and again when Azure says
   * that the token expired. With it, the element has no field for a token.
   */
  getToken: (() => Promise<string>) | undefined;

  addEventListener<K extends keyof NsgWhatIfEventMap>(
    type: K,
    listener: (this: NsgWhatIfElement, event: NsgWhatIfEventMap[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof NsgWhatIfEventMap>(
    type: K,
    listener: (this: NsgWhatIfElement, event: NsgWhatIfEventMap[K]) => void,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

/** What an element tells. All of it bubbles, through shadow roots, too, and none has the name of an event of the browser's. */
export interface NsgWhatIfEventMap {
  /** There is another verdict, or none any more. */
  "nsg-verdict": CustomEvent<VerdictDetail>;
  /** Someone changed the rules or what they refer to, here and not by setting a property. */
  "nsg-scenariochange": CustomEvent<{ scenario: Scenario }>;
  /** Azure has answered, and this is both answers compared. */
  "nsg-confirm": CustomEvent<Confirmation>;
  /** Something went wrong. The element says so, too. */
  "nsg-error": CustomEvent<ErrorDetail>;
}

/** A verdict with its flow. Both are `null` while there is none: an address is missing, or a group cannot be read. */
export interface VerdictDetail {
  verdict: Verdict | null;
  flow: IpFlow | null;
}

/**
 * What went wrong. Its `code` is stable, kebab-case: `not-loaded`, `not-json`, `wrong-flow`, `wrong-scenario`,
 * `unreadable-group`, or the code of an `AzureError`, which has the rest, too.
 */
export interface ErrorDetail extends AzureFailure {}

declare global {
  interface HTMLElementTagNameMap {
    "nsg-what-if": NsgWhatIfElement;
  }
}
