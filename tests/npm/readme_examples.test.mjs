// Every example of what people read first: each is executed, here or by the test that is named, or has a reason why not.
// A new one fails until it is in this list.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import init, { verifyIpFlow } from "nsg-what-if";
import YAML from "yaml";
import { pages } from "../../docs/site/pages.mjs";
import { printed } from "./example.mjs";
import { group, rule } from "./samples.mjs";
import { machine, program, quick, start } from "./simulator.mjs";

before(() => init());

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (file) => readFileSync(join(root, file), "utf8");

/** Every block of code of a Markdown text: what it is, and what is in it. */
function blocks(text) {
  return [...text.matchAll(/^(`{3,})(.*)\n([\s\S]*?)^\1$/gm)].map(([, , info, code]) => ({ info, code }));
}

/** The block of a file that is of this kind and begins like this. */
const block = (file, kind, begins) =>
  blocks(read(file)).find(({ info, code }) => info === kind && code.startsWith(begins)).code;

const PACKAGE = "crates/plugin/npm/README.md";
const SIMULATOR = "crates/azure-simulator/README.md";
const LESSON = "tests/lessons/01-first-match-wins.md";

/** Executed by another test, which has these words. */
const executedIn = (file, words) => () => assert.ok(read(file).includes(words), `${file} has no ${words}`);

/** Not executed, for a reason: it is told as skipped. */
const notExecuted = (reason) => ({ reason });

const cargo = executedIn("xtask/src/main.rs", "fn every_chore_that_is_told_of_exists");
const inBrowser = (name) => executedIn("tests/e2e/readme_examples.spec.ts", `open(page, baseURL, ${name})`);
const inPortal = executedIn("tests/portal/specs/react.spec.ts", PACKAGE);

/** A page whose blocks are files and what somebody types: command_line.test.mjs runs it as a whole. */
const runAsPage = (file) => {
  const run = executedIn("tests/npm/command_line.test.mjs", file.split("/").at(-1));
  return blocks(read(file)).map(({ info, code }) => [info, code.split("\n")[0], run]);
};

/** The README of a crate, whose example `cargo test` runs. */
const crate = (name, begins) => [`crates/${name}/README.md`, [["rust", begins, executedIn(`crates/${name}/src/lib.rs`, 'include_str!("../README.md")')]]];

/** How each block is executed, in order: what it is, how it begins, and what to do with it. */
const ways = {
  "README.md": [
    ["sh", "cargo xtask serve", cargo],
    ["json", `{\n  "name": "nsg-web"`, hasTheVerdictBelow],
    ["text", "Inbound TCP", notExecuted("`hasTheVerdictBelow` takes it")],
    ["js", "import init, { verifyIpFlow }", saysWhatItPrints],
    ["html", "<script", inBrowser("PROJECT")],
    ["sh", "cargo xtask test", cargo],
  ],
  [PACKAGE]: [
    ["sh", "npm install", notExecuted("tests/portal installs the packed package")],
    ["js", "import init, { verifyIpFlow }", saysWhatItPrints],
    ["js", "import init, { verifyIpFlow }", saysWhatItPrints],
    ["js", "import init, { verifyIpFlow } from \"nsg-what-if/engine\"", saysWhatItPrints],
    ["js", "import init, { flowText, verifyIpFlow }", saysWhatItPrints],
    ["js", "import init, { compare, whyNot }", saysWhatItPrints],
    ["js", "import { createWorker }", inTheWorker],
    ["js", "import { TrafficReplay }", saysWhatItPrints],
    ["json", `{\n  "contracts"`, provesContracts],
    ["yaml", "jobs:", runsTheCommand],
    ["yaml", "pool:", runsTheCommand],
    ["js", "import { createAzureClient }", asksAzure],
    ["html", "<script", inBrowser("PACKAGE")],
    ["tsx", "import { useState", inPortal],
  ],
  "crates/plugin/npm/CHANGELOG.md": [],
  [SIMULATOR]: [
    ["sh", "cargo run -p azure-simulator", startsAsSaid],
    ["", "scenario.json", notExecuted("the files of a folder; `startsAsSaid` makes such ones")],
    ["json", `{ "faults": [{ "on"`, isAScenario],
    ["json", `{ "operations"`, isAScenario],
    ["json", `{ "faults": [\n`, isAScenario],
    ["json", `{ "replay"`, isAScenario],
    ["json", `{ "changes"`, isAScenario],
  ],
  "tests/lessons/README.md": [
    ["text", "---\ntitle", isOfTheFirstLesson],
    ["text", "```flow", (code) => isOfTheFirstLesson(code.replace(/^```flow\n|```$/gm, ""))],
    ["text", `{\n  "do"`, notExecuted("a form with gaps; crates/nsg-lessons runs the tasks that fill them")],
    ["text", "```json task", notExecuted("a form; crates/nsg-lessons reads every translation")],
  ],
  "ARCHITECTURE.md": [
    ["", "pasted text", notExecuted("a drawing")],
    ["", "web             →", notExecuted("xtask/src/arrows.rs holds it")],
  ],
  "CONTRIBUTING.md": [
    ["sh", "cargo xtask serve --watch", cargo],
    ["sh", "cargo test -p nsg", notExecuted("parts of what `cargo xtask test` runs")],
  ],
  "RELEASING.md": [["sh", "git tag", notExecuted("it publishes")]],
  "crates/plugin/README.md": [["js", "import init, { verifyIpFlow }", saysWhatItPrints]],
  "crates/plugin-syntaxes/README.md": [["js", "import init, { read }", saysWhatItPrints]],
  "crates/plugin-traffic/README.md": [["js", "import { TrafficReplay }", saysWhatItPrints]],
  "crates/plugin-writing/README.md": [["js", "import init, { parse, writeChange }", saysWhatItPrints]],
  "crates/text/README.md": [],
  ...Object.fromEntries([
    crate("azure", "use azure::"),
    crate("nsg", "use nsg::"),
    crate("nsg-analysis", "use nsg::"),
    crate("nsg-documents", "use nsg::"),
    crate("nsg-lessons", "use nsg_lessons::"),
    crate("nsg-traffic", "use nsg::"),
    crate("nsg-worker", "use nsg::"),
  ]),
  "docs/command-line.md": runAsPage("docs/command-line.md"),
  "docs/ready-contracts.md": [],
  "docs/security.md": [["sh", "cargo deny check", notExecuted("its databases are on the network")]],
  "docs/hosting.md": [
    ["sh", "cargo xtask build", cargo],
    ["sh", "cp hosting/staticwebapp.config.json", notExecuted("it takes an account; tests/e2e/hosting_files.spec.ts serves by that file")],
    ["sh", "docker build", notExecuted("its image is on the network; the same spec runs nginx with the file that goes into it")],
    ["sh", "curl --silent --head", notExecuted("the host is an example; the same spec looks at the headers")],
  ],
};

for (const [file, listed] of Object.entries(ways)) {
  test(`every example of ${file} is listed`, () => {
    const found = blocks(read(file)).map(({ info, code }, index) => {
      const [kind, begins] = listed[index] ?? [];
      return info === kind && code.startsWith(begins) ? "listed" : `not listed: ${info} ${code.slice(0, 40)}`;
    });
    assert.deepEqual(found, listed.map(() => "listed"));
  });
  for (const [kind, begins, way] of listed) {
    const skip = way.reason ?? false;
    test(`${file}: ${kind} ${begins.trim().split("\n").at(-1)}…`, { skip }, () => way(block(file, kind, begins)));
  }
}

test("the first screen in Korean has the same commands and examples", () => {
  const [korean, english] = ["README.ko.md", "README.md"].map((file) => blocks(read(file)));
  assert.ok(korean.length >= 3, `${korean.length}`);
  assert.deepEqual(korean, english.slice(0, korean.length));
});

test("the first screen in Korean has the same commands and forms in its tables", () => {
  const named = (file) => {
    const rows = read(file).split("\n").filter((line) => line.startsWith("| "));
    return rows.map((row) => row.match(/`[^`]+`/g)?.sort() ?? []);
  };
  const [korean, english] = ["README.ko.md", "README.md"].map(named);
  assert.ok(korean.length >= 15, `${korean.length}`);
  assert.deepEqual(korean, english.slice(0, korean.length));
});

test("the sizes in the README are those of the build, to a tenth", () => {
  const rows = (text) => [...text.matchAll(/^\| (`.*) \| (.*) \| (\d+) KB \| (\d+) KB \|$/gm)].map(([, name, what, ...sizes]) => ({ name, what, sizes: sizes.map(Number) }));
  const [told, built] = [PACKAGE, "dist/npm/README.md"].map((file) => rows(read(file)));
  const names = (all) => all.map(({ name, what }) => `${name} ${what}`);
  assert.deepEqual(names(told), names(built));
  told.forEach(({ name, sizes }, row) => {
    sizes.forEach((size, column) => {
      const now = built[row].sizes[column];
      assert.ok(Math.abs(size - now) <= 0.1 * now, `${name}: ${size} KB, now ${now} KB: copy the table of dist/npm/README.md`);
    });
  });
});

test("every page of the documentation is looked through", () => {
  // Lessons are run by lessons.test.mjs, types are checked by fits_the_contract.ts, and the agreement has no examples.
  const without = ["types.md", "tests/conformance/agreement.toml"];
  const sources = pages.map(({ source }) => source).filter((source) => source && !without.includes(source));
  assert.deepEqual(sources.filter((source) => !(source in ways)), []);
});

test("every crate has a README, and it is looked through", () => {
  const crates = readdirSync(join(root, "crates")).map((name) => `crates/${name}/README.md`);
  assert.deepEqual(crates.filter((readme) => !(readme in ways)), []);
});

/** What an example prints is what the comment beside it says. */
async function saysWhatItPrints(code) {
  const promised = [...code.matchAll(/console\.log\(.*\);(?:\s\/\/ (.*)|\n\/\/ (.*))?/g)].map(([, beside, below]) => beside ?? below);
  const said = await printed(code);
  assert.ok(promised.some(Boolean), "it says nothing of what it prints");
  assert.deepEqual(said.map((text, index) => promised[index] && text), promised);
}

/** It goes on with what the example before has made. */
async function inTheWorker(code) {
  const before = block(PACKAGE, "js", "import init, { compare, whyNot }");
  const said = await printed(`${before}\n${code}\nconsole.log(Array.isArray(found));`);
  assert.equal(said.at(-1), true);
}

/** What the README says below its example is the verdict of the flow there. */
function hasTheVerdictBelow(code) {
  const flow = block("README.md", "text", "Inbound TCP").trim();
  const [, summary, other] = /The verdict: \*(.*)\* From (\S+) it is \*Allow\*\./.exec(read("README.md"));
  const scenario = { networkInterfaceSecurityGroup: code };
  assert.equal(verifyIpFlow(scenario, flow).summary, summary);
  assert.equal(verifyIpFlow(scenario, flow.replace("203.0.113.10", other)).access, "Allow");
}

/** A pipeline runs the command that the text above gives. */
function runsTheCommand(code) {
  const [, words] = /`npx (nsg-what-if contracts\.json [^`]*)`/.exec(read(PACKAGE));
  assert.ok(code.includes(`npx --yes ${words}\n`), words);
  assert.doesNotThrow(() => YAML.parse(code));
}

/** The contracts in JSON, by the command that the text above gives. */
function provesContracts(code) {
  const [, words] = /`npx nsg-what-if (contracts\.json [^`]*)`/.exec(read(PACKAGE));
  const { bin } = JSON.parse(read("crates/plugin/npm/package.json"));
  const check = fileURLToPath(new URL(bin["nsg-what-if"], import.meta.resolve("nsg-what-if")));
  inFolder((folder) => {
    const prove = (...rules) => {
      const files = { "contracts.json": code, "nsg.json": JSON.stringify(group("web", ...rules)), "network.json": '{"virtualNetwork":["10.0.0.0/16"]}' };
      for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
      return spawnSync(process.execPath, [check, ...words.trim().split(/\s+/)], { cwd: folder, encoding: "utf8" });
    };
    assert.equal(prove().status, 0);
    const ssh = (access) => rule("SSH", { access, sourceAddressPrefix: "Internet", destinationPortRange: "22" });
    assert.equal(prove(ssh("Deny")).status, 0);
    const open = prove(ssh("Allow"));
    assert.equal(open.status, 1);
    assert.match(open.stdout, /^BROKEN {2}no SSH from the internet: .* for Inbound TCP/);
  });
}

/** With the simulator in Azure's place, and a machine of it in the place of the reader's. */
async function asksAzure(code) {
  const { origins, stop } = await start({ example: { operations: quick } });
  try {
    const credential = `export class DefaultAzureCredential {
      getToken = async () => ({ token: (await (await fetch("${origins.example}/simulator/token")).json()).accessToken });
    }`;
    const client = `import { createAzureClient as create } from "${import.meta.resolve("nsg-what-if")}";
      export const createAzureClient = (options) => create({ endpoint: "${origins.example}", ...options });`;
    const module = (text) => JSON.stringify(`data:text/javascript,${encodeURIComponent(text)}`);
    const here = code
      .replace('"@azure/identity"', module(credential))
      .replace('"nsg-what-if"', module(client))
      .replace(/"\/subscriptions\/….*"/, JSON.stringify(machine("vm-web-1")));
    const said = await printed(here);
    assert.equal(said.at(-2), "agree");
    assert.deepEqual(said.at(-1), []);
  } finally {
    await stop();
  }
}

/** Every command starts a simulator that says where it is; ports of this machine may be taken, so that any will do. */
async function startsAsSaid(code) {
  const commands = [...code.matchAll(/^cargo run -p azure-simulator(?: -- ([^#\n]*))?/gm)].map(([, words = ""]) => words.trim());
  assert.equal(commands.length, code.trim().split("\n").length);
  assert.match(spawnSync(program, ["--help"], { encoding: "utf8" }).stdout, /\[default: 127\.0\.0\.1:4281\]/);
  for (const words of commands) {
    const listening = words.includes("--listen") ? words.replace("127.0.0.1:4300", "0") : `${words} --listen 0`;
    const folders = [...words.matchAll(/(?:=|--scenario )(\S+)/g)].map(([, name]) => name);
    await inFolder((folder) => {
      for (const name of folders) {
        mkdirSync(join(folder, name));
        writeFileSync(join(folder, name, "scenario.json"), JSON.stringify({ name }));
      }
      return started(listening.trim().split(/\s+/), folder);
    });
  }
}

/** Starts it, and ends it with its input. */
async function started(words, cwd) {
  const all = words.includes("--until-stdin-closes") ? words : [...words, "--until-stdin-closes"];
  const child = spawn(program, all, { cwd, stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end();
  let told = "";
  child.stdout.on("data", (text) => (told += text));
  const [status] = await once(child, "close");
  assert.equal(status, 0, words.join(" "));
  const listeners = words.filter((word) => word === "--listen").length;
  assert.equal(told.match(/^azure-simulator: .* on http:\/\/127\.0\.0\.1:\d+$/gm)?.length, listeners, told);
}

/** The simulator takes it: it refuses what it does not know, with file, line and column. */
async function isAScenario(code) {
  const { origins, stop } = await start({ example: JSON.parse(code) });
  await stop();
  assert.ok(origins.example);
}

/** The first lesson has it, word for word, and is run. */
function isOfTheFirstLesson(code) {
  assert.ok(read(LESSON).includes(code.trim()), code);
}

function inFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), "nsg-what-if-example-"));
  const done = () => rmSync(folder, { recursive: true });
  const result = work(folder);
  if (result instanceof Promise) return result.finally(done);
  done();
  return result;
}
