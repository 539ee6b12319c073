// The languages of the tool: which there are, which one somebody wants, and what the scripts say in it.

import en from "../crates/text/languages/en/start.ftl";
import ko from "../crates/text/languages/ko/start.ftl";

const TEXTS = { en, ko };

/** A language by its tag of BCP 47. */
export type Language = keyof typeof TEXTS;

/** What a script says: a message's name in `start.ftl`, and what stands in it. */
export type Say = (name: string, values?: Record<string, unknown>) => string;

/** The messages of a language. */
export function saying(language: Language): Say {
  return (name, values = {}) => TEXTS[language][name]?.(values) ?? name;
}

/** The first of these wishes that there is a tool for; English, if none. */
export function first(wishes: readonly (string | null | undefined)[]): Language {
  const languages = wishes.map((wish) => wish?.toLowerCase().split("-")[0]);
  return languages.find((language): language is Language => language !== undefined && Object.hasOwn(TEXTS, language)) ?? "en";
}

/** Where a page keeps what its user has chosen. */
const KEY = "nsg-what-if/language";

/** The language of the tool's own page: the user's choice, else the browser's. */
export function ofPage(): Language {
  return first([new URLSearchParams(location.search).get("lang"), kept(), ...navigator.languages]);
}

function kept(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** Keeps a choice, and begins anew with it: what is in the page comes back with the session. */
export function choose(language: string): void {
  const address = new URL(location.href);
  address.searchParams.delete("lang");
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // A browser can be told to keep nothing: then the address has it.
    address.searchParams.set("lang", language);
  }
  history.replaceState(history.state, "", address);
  location.reload();
}

/** The language of an element: its own `lang`, else that of what it is in, else the browser's. */
export function ofElement(element: Element): Language {
  for (let at: Node | null = element; at; at = at instanceof ShadowRoot ? at.host : at.parentNode) {
    const tag = at instanceof Element ? at.getAttribute("lang") : null;
    if (tag) return first([tag]);
  }
  return first(navigator.languages);
}
