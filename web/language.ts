// The languages of the tool: which there are, which one somebody wants, and what the scripts say in it.

/** A language by its tag of BCP 47. */
export type Language = string;

type Messages = Record<string, (values: Record<string, unknown>) => string>;

/** What scripts say, of each language that has a folder. */
const TEXTS = new Map(
  Object.entries(import.meta.glob<Messages>("../crates/text/languages/*/start.ftl", { eager: true, import: "default" })).map(
    ([path, messages]) => [path.split("/").at(-2)!, messages] as const,
  ),
);

/** What the tool says; English is in its module. `cargo xtask build` writes these. */
const FILES = import.meta.glob<string>("./pkg/languages/*.json", { query: "?raw", import: "default" });

/** Loads the messages of a language; none for English. */
export async function load(language: Language): Promise<string> {
  return (await FILES[`./pkg/languages/${language}.json`]?.()) ?? "";
}

/** Every language: its tag, and behind it its own name. English first. */
export const languages: string[] = [...TEXTS.keys()]
  .sort((one, other) => Number(other === "en") - Number(one === "en") || one.localeCompare(other))
  .flatMap((tag) => [tag, saying(tag)("language-name")]);

/** What a script says: a message's name in `start.ftl`, and what stands in it. */
export type Say = (name: string, values?: Record<string, unknown>) => string;

/** The messages of a language. */
export function saying(language: Language): Say {
  return (name, values = {}) => TEXTS.get(language)?.[name]?.(values) ?? name;
}

/** The first of these wishes that there is a tool for; English, if none. */
export function first(wishes: readonly (string | null | undefined)[]): Language {
  const wished = wishes.map((wish) => wish?.toLowerCase().split("-")[0]);
  return wished.find((language) => language !== undefined && TEXTS.has(language)) ?? "en";
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

/** Keeps a choice for the next visit, and marks the page with it. */
export function keep(language: Language): void {
  const address = new URL(location.href);
  address.searchParams.delete("lang");
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // A browser can be told to keep nothing: then the address has it.
    address.searchParams.set("lang", language);
  }
  history.replaceState(history.state, "", address);
  document.documentElement.lang = language;
}

/** The language of an element: its own `lang`, else that of what it is in, else the browser's. */
export function ofElement(element: Element): Language {
  for (let at: Node | null = element; at; at = at instanceof ShadowRoot ? at.host : at.parentNode) {
    const tag = at instanceof Element ? at.getAttribute("lang") : null;
    if (tag) return first([tag]);
  }
  return first(navigator.languages);
}
