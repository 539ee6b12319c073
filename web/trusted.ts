// What the page's policy (`require-trusted-types-for 'script'`) lets through by name, and nothing else: prose of lessons, made
// by their compiler, and the address of the worker's script.

/** What `trustedTypes` makes. To TypeScript it is the text that it was made of. */
interface Policy {
  createHTML(html: string): string;
  createScriptURL(address: string): string;
}

const rules: Policy = { createHTML: (html) => html, createScriptURL: (address) => address };

/** The policy of that name; without one where the browser knows none, or the page around an element does not name it. */
function named(): Policy {
  const { trustedTypes } = globalThis as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } };
  try {
    return trustedTypes?.createPolicy("nsg-what-if", rules) ?? rules;
  } catch {
    return rules;
  }
}

const policy = named();

/** Puts prose of a lesson into an element. */
export function putProse(element: Element, html: string): void {
  element.innerHTML = policy.createHTML(html);
}

/** The address of a script of this build. */
export const script = (address: string): string => policy.createScriptURL(address);
