// The element's manifest says what the element has, in the form that editors read.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import Ajv from "ajv";

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const manifest = JSON.parse(read("crates/plugin/npm/custom-elements.json"));
const [element] = manifest.modules[0].declarations;

test("it is valid by its schema", () => {
  const require = createRequire(import.meta.url);
  const schema = JSON.parse(readFileSync(require.resolve("custom-elements-manifest/schema.json"), "utf8"));
  const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
  assert.ok(validate(manifest), JSON.stringify(validate.errors, undefined, 1));
});

test("it has the members and events that are declared, and the properties and parts of the README", () => {
  const declared = read("crates/plugin/npm/element.d.ts");
  const body = declared.slice(declared.indexOf("class NsgWhatIfElement"), declared.indexOf("addEventListener<"));
  const members = [...body.matchAll(/^ {2}(?:get )?([a-zA-Z]+)(?:\(\))?: /gm)].map(([, name]) => name);
  assert.deepEqual(element.members.map(({ name }) => name).sort(), [...new Set(members)].sort());
  const events = [...declared.matchAll(/^ {2}"(nsg-[a-z]+)": CustomEvent/gm)].map(([, name]) => name);
  assert.deepEqual(element.events.map(({ name }) => name), events);
  const readme = read("crates/plugin/npm/README.md");
  const styles = readme.slice(readme.indexOf("after `--nsg-what-if-`"), readme.indexOf("Parts: "));
  const properties = [...styles.matchAll(/^\| ((?:`[a-z-]+`,? ?)+)\|/gm)].flatMap(([, cells]) => [...cells.matchAll(/`([a-z-]+)`/g)].map(([, name]) => `--nsg-what-if-${name}`));
  assert.deepEqual(element.cssProperties.map(({ name }) => name).sort(), properties.sort());
  const [, parts] = /Parts: (.*?)\. /.exec(readme);
  assert.deepEqual(element.cssParts.map(({ name }) => name), [...parts.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name));
});

test("both modules define the same element", () => {
  assert.deepEqual(manifest.modules.map(({ path }) => path), ["element.js", "sealed.js"]);
  assert.deepEqual(manifest.modules[1].declarations, manifest.modules[0].declarations);
});
