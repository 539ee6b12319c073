// Bytes of a module, from wherever the build has put them.

/** Digests by file name, where the build knows them: `web/element/vite.config.ts`. */
declare const __INTEGRITY__: Record<string, string>;

/** A source that stands in the script itself. */
const INLINE = "data:application/wasm;base64,";

/** Where a module is: an address, or one that comes. */
export type Source = string | URL | Promise<string | URL>;

/** The module as a response, and an error where it is not what was built. */
export async function fetched(name: string, source: Source): Promise<Response> {
  const address = `${await source}`;
  if (address.startsWith(INLINE)) {
    const letters = atob(address.slice(INLINE.length));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    return new Response(bytes, { headers: { "Content-Type": "application/wasm" } });
  }
  const response = await fetch(address, { integrity: __INTEGRITY__[name] ?? "" });
  if (!response.ok) throw new Error(`${address}: ${response.status} ${response.statusText}`.trim());
  return response;
}
