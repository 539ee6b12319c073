// Runs every lesson again, as the page has it, in WebAssembly. `cargo xtask build` compiles them.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";
import init, { checkContracts, parse, verifyIpFlow } from "nsg-what-if";

before(() => init());

/** A file of the lessons in a language; English ones have no folder of their own. */
const compiled = async (name, language = "") =>
  JSON.parse(await readFile(new URL(`../../web/pkg/lessons/${language}${name}.json`, import.meta.url), "utf8"));

/** What the reader has to say about a group that is more than a note. */
const refused = (text) => parse(text).diagnostics.filter(({ severity }) => severity !== "info").map(({ code }) => code);

const FIELDS = ["protocol", "source", "sourcePort", "destination", "destinationPort"];

/** The rules on the ladder of that bare name. */
function named(verdict, { rule, appliedTo }) {
  return verdict.evaluatedNetworkSecurityGroups
    .filter((stage) => appliedTo === undefined || stage.appliedTo === appliedTo)
    .flatMap(({ rulesEvaluationResult }) => rulesEvaluationResult)
    .filter(({ name }) => name.replace(/^(User|Default)Rule_/, "") === rule);
}

/** What a rule does, in a lesson's words. */
function does(rule) {
  const of = (wanted) => FIELDS.filter((field) => rule[`${field}Matched`] === wanted);
  if (of(false).length > 0) return { does: "miss", fields: of(false) };
  if (of(null).length > 0) return { does: "hang", fields: of(null) };
  // All fields match, and still it may not come first: the sentence alone says so.
  const contested = rule.reason.endsWith("another rule has the same priority");
  return contested ? { does: "hang", fields: ["priority"] } : { does: "match", fields: [] };
}

function checkReason(verdict, reason) {
  const said = { does: reason.does, fields: reason.fields ?? [] };
  if (reason.rule !== undefined) {
    const found = named(verdict, reason);
    assert.deepEqual(found.map(does), said.does === "notAsked" ? [] : [said], reason.rule);
    return;
  }
  const stages = verdict.evaluatedNetworkSecurityGroups;
  const asked = reason.appliedTo
    ? stages.filter(({ appliedTo }) => appliedTo === reason.appliedTo)
    : stages.filter(({ rulesEvaluationResult }) => rulesEvaluationResult.length > 0);
  assert.deepEqual(asked, []);
}

function checkFlow({ flow, scenario, expected, reasons, dependsOn }) {
  const verdict = verifyIpFlow(scenario, flow);
  assert.equal(verdict.access, expected.access, verdict.summary);
  assert.equal(verdict.ruleName, expected.ruleName, verdict.summary);
  if (expected.ruleName !== undefined) {
    const last = verdict.evaluatedNetworkSecurityGroups.findLast(({ matchedRule }) => matchedRule);
    assert.equal(last.appliedTo, expected.appliedTo);
  }
  assert.ok(reasons.length > 0);
  for (const reason of reasons) checkReason(verdict, reason);
  const inOrder = (facts) => facts.map(({ question, ifYes, ifNo }) => `${question} ${ifYes} ${ifNo}`).sort();
  assert.deepEqual(inOrder(verdict.dependsOn), inOrder(dependsOn));
}

function checkTask({ scenario, contracts: text, solutions, mistakes }) {
  const contracts = JSON.parse(text);
  const broken = (after) => {
    const outcomes = checkContracts({ scenario: after, contracts });
    assert.ok(outcomes.every(({ outcome, witness }) => outcome === "holds" || witness));
    return outcomes.filter(({ outcome }) => outcome === "broken").map(({ name }) => name);
  };
  assert.notDeepEqual(broken(scenario), [], "there is something to do");
  assert.ok(solutions.length > 1 && mistakes.length > 0);
  for (const { why, scenario: after } of solutions) {
    const outcomes = checkContracts({ scenario: after, contracts }).map(({ outcome }) => outcome);
    assert.deepEqual(new Set(outcomes), new Set(["holds"]), why);
  }
  for (const { why, breaks, scenario: after } of mistakes) assert.ok(broken(after).includes(breaks), why);
}

const checks = {
  prose: ({ html }) => assert.doesNotMatch(html, /<(script|img|style|iframe)|\son\w+=/),
  group: ({ text, refused: codes = [] }) => text !== null && assert.deepEqual(new Set(refused(text)), new Set(codes)),
  network: ({ text }) => assert.ok(JSON.parse(text)),
  flow: checkFlow,
  task: checkTask,
};

const index = await compiled("index");

test("there are lessons, in order, and the same in Korean", async () => {
  assert.ok(index.length > 0);
  assert.deepEqual(index.map(({ order }) => order), index.map((_, place) => place + 1));
  const korean = await compiled("index", "ko/");
  assert.deepEqual(korean.map(({ slug }) => slug), index.map(({ slug }) => slug));
});

for (const language of ["", "ko/"]) {
  for (const { slug, title, order, teaches, belief } of await compiled("index", language)) {
    test(`lesson ${language}${order}: ${title}`, async (t) => {
      const lesson = await compiled(slug, language);
      assert.deepEqual([lesson.title, lesson.teaches, lesson.belief], [title, teaches, belief]);
      for (const { kind, ...part } of lesson.parts) {
        await t.test(`${kind}${part.line ? ` in line ${part.line}` : ""}`, () => checks[kind](part));
      }
    });
  }
}
