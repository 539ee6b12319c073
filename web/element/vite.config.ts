// The bundler's part of the element: `dist/npm/element.js` and what it loads. In mode `sealed` it asks nobody anything: no
// client of Azure, and its modules in scripts, so that its page passes with `connect-src 'none'`.

import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { resolve } from "node:path";

import { defineConfig, type Plugin } from "vite";

import { fluent } from "../fluent.ts";

const root = resolve(import.meta.dirname, "../..");
const modules = resolve(root, "web/pkg");

/** Lengths in the host's `rem` would grow and shrink with a page that has nothing to do with the tool. */
const ownLengths = (css: string) => css.replace(/(-?[\d.]+)rem\b/g, "calc($1 * var(--nsg-what-if-rem, 15px))");

function elementStyles(): Plugin {
  return {
    name: "element-styles",
    enforce: "post",
    transform: (code, id) => (id.endsWith("style.css?inline") ? ownLengths(code) : undefined),
  };
}

/**
 * Parts are named as `new URL("…", import.meta.url)`, and Vite writes such an address into another one, which the bundlers of Next.js do
 * not follow. Imported, an address is written once.
 */
function partAddresses(): Plugin {
  return {
    name: "part-addresses",
    enforce: "pre",
    transform(code, id) {
      if (!id.endsWith("page_parts.js")) return undefined;
      const files: string[] = [];
      const named = code.replace(/new URL\("(\.\.?\/\w+\.wasm)", import\.meta\.url\)/g, (_, file: string) => `part${files.push(file) - 1}`);
      return `${files.map((file, number) => `import part${number} from "${file}?url";\n`).join("")}${named}`;
    },
  };
}

/** A module as text in a script of its own, loaded when it is wanted. */
function inlineModules(): Plugin {
  return {
    name: "inline-modules",
    enforce: "pre",
    async load(id) {
      const match = /^(.*\.wasm)\?(url|bytes)$/.exec(id);
      if (!match) return undefined;
      const bytes = await readFile(match[1]!);
      return `export default "data:application/wasm;base64,${bytes.toString("base64")}";`;
    },
    transform(code, id) {
      if (id.endsWith("web/modules.ts")) {
        return code
          .replace(/import worker from "(.*)\?url";/, "")
          .replace(/, worker\)/, `, import("./pkg/worker_bg.wasm?bytes").then((it) => it.default))`);
      }
      if (id.endsWith("element/tool.ts")) return code.replaceAll("./element/worker.js", "./sealed/worker.js");
      if (!id.endsWith("page_parts.js")) return undefined;
      // What is left out cannot be loaded: nothing in a sealed element leads there.
      return code
        .replace(/new URL\("\.\.?\/split_azure\.wasm", import\.meta\.url\)/, `Promise.reject(new Error("sealed"))`)
        .replace(/new URL\("(\.\.?\/[\w]+\.wasm)", import\.meta\.url\)/g, `import("$1?bytes").then((it) => it.default)`);
    },
  };
}

const digest = (bytes: Uint8Array | string, by = "sha384") => `${by}-${createHash(by).update(bytes).digest("base64")}`;

/** The digest of every file, for who serves them from elsewhere than the page. */
function integrity(folder: string): Plugin {
  return {
    name: "integrity",
    generateBundle(_options, bundle) {
      const files = Object.values(bundle).map((file) => {
        const content = file.type === "chunk" ? file.code : file.source;
        return [file.fileName, digest(content)] as const;
      });
      const source = `${JSON.stringify(Object.fromEntries(files.sort()), undefined, 2)}\n`;
      this.emitFile({ type: "asset", fileName: `${folder}/integrity.json`, source });
    },
  };
}

/** The digest of each module, by which a fetch refuses another one. All of them are loaded at first: the shortest there is. */
async function digests(): Promise<Record<string, string>> {
  const names = (await readdir(modules, { recursive: true })).filter((name) => name.endsWith(".wasm"));
  const entries = names.map(async (name) => [name, digest(await readFile(resolve(modules, name)), "sha256")] as const);
  return Object.fromEntries(await Promise.all(entries));
}

export default defineConfig(async ({ mode }) => {
  const sealed = mode === "sealed";
  const folder = sealed ? "sealed" : "element";
  // The script of another language has the same name in a folder of its own.
  const place = (source: string | null | undefined) => `${folder}/${/web\/pkg\/([\w-]+)\/page\w*\.js/.exec(source ?? "")?.[1] ?? "."}`;
  const names = {
    entryFileNames: "[name].js",
    chunkFileNames: ({ facadeModuleId }: { facadeModuleId: string | null }) => `${place(facadeModuleId)}/[name].js`,
    assetFileNames: ({ originalFileNames }: { originalFileNames: string[] }) => `${place(originalFileNames[0])}/[name][extname]`,
  };
  return {
    root,
    base: "./",
    publicDir: false as const,
    define: {
      __SEALED__: JSON.stringify(sealed),
      __INTEGRITY__: JSON.stringify(await digests()),
    },
    plugins: [fluent(), elementStyles(), integrity(folder), sealed ? inlineModules() : partAddresses()],
    build: {
      outDir: resolve(root, ".tools/element"),
      emptyOutDir: false,
      target: "es2022",
      // The first with `light-dark()`: what stands in for it asks the system, and not the page around an element.
      cssTarget: ["chrome123", "firefox120", "safari17.5"],
      assetsInlineLimit: 0,
      modulePreload: false,
      reportCompressedSize: false,
      cssCodeSplit: false,
      rolldownOptions: {
        input: {
          [folder]: resolve(root, "web/element/element.ts"),
          [`${folder}/worker`]: resolve(root, "web/worker.ts"),
        },
        preserveEntrySignatures: "strict" as const,
        output: names,
      },
    },
  };
});
