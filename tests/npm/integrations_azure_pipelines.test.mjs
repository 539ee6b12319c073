// The template of Azure Pipelines, run step by step as its file says, against a stand-in for the API.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import YAML from "yaml";
import { azureDevOps } from "./code_hosts.mjs";
import { program } from "./command_line.mjs";
import { withPullRequest } from "./pull_request.mjs";
import { group, rule } from "./samples.mjs";
import { runTemplate } from "./steps_template.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = join(root, "integrations/azure-pipelines");
const template = join(folder, "nsg-what-if.yml");

const shut = JSON.stringify(group("nsg-web", rule("Allow-Web")), undefined, 2);
const open = JSON.stringify(group("nsg-web", rule("Allow-Web"), rule("Allow-RDP", { priority: 110, destinationPortRange: "3389" })), undefined, 2);
const change = { before: { "nsg.json": shut }, after: { "nsg.json": open } };

/** Runs the template on a pull request. */
async function act({ workspace, temporary, head }, parameters, server, more = {}) {
  const run = await runTemplate(template, {
    parameters: { integrations: join(root, "integrations"), ...parameters },
    cwd: workspace,
    env: { NSG_WHAT_IF_PROGRAM: program },
    variables: {
      "Agent.TempDirectory": temporary,
      "Agent.BuildDirectory": temporary,
      "Build.SourcesDirectory": workspace,
      "Build.Reason": server === undefined ? "Manual" : "PullRequest",
      "Build.Repository.Provider": "TfsGit",
      "Build.Repository.ID": "repo-1",
      "System.CollectionUri": `${server?.address}/acme/`,
      "System.TeamProjectId": "project-1",
      "System.PullRequest.PullRequestId": "7",
      "System.PullRequest.SourceCommitId": head,
      "System.PullRequest.TargetBranch": "refs/heads/main",
      "System.AccessToken": "secret-token",
      ...more,
    },
  });
  assert.ok(!run.log.includes("secret-token"), "the token is printed");
  return run;
}

test("a thread is written, then kept up to date, and stays one", async () => {
  await withPullRequest(change, (pullRequest) =>
    azureDevOps({}, async (server) => {
      const run = await act(pullRequest, { failOn: "exposure" }, server);
      assert.equal(run.status, 1, run.log);
      assert.equal(server.threads.length, 1);
      const [thread] = server.threads;
      assert.equal(thread.status, "active");
      assert.match(thread.comments[0].content, /^<!-- nsg-what-if -->\n\*\*NSG What-If\*\* fails on exposure\n[\s\S]*`nsg-web` changed: allows more/);
      // Somebody closes it: it stays closed while nothing else is to be said.
      thread.status = "wontFix";
      await act(pullRequest, { failOn: "exposure" }, server);
      assert.equal(thread.status, "wontFix");
      assert.equal((await act(pullRequest, {}, server)).status, 0);
      assert.equal(thread.status, "closed");
      assert.match(thread.comments[0].content, /^<!-- nsg-what-if -->\n\*\*NSG What-If\*\*\n/);
      await act(pullRequest, { failOn: "opened" }, server);
      assert.equal(thread.status, "active");
      assert.equal(server.threads.length, 1);
    }),
  );
});

test("variables, the summary, issues and SARIF", async () => {
  await withPullRequest(change, async (pullRequest) => {
    const run = await act(pullRequest, { sarif: true });
    assert.equal(run.status, 0, run.log);
    const { variables, commands, published } = run;
    assert.equal(variables["nsgWhatIf.exitCode"], "0");
    assert.equal(variables["nsgWhatIf.opened"], "true");
    assert.equal(JSON.parse(readFileSync(variables["nsgWhatIf.report"], "utf8")).command, "review");
    assert.deepEqual(published, [{ path: variables["nsgWhatIf.sarif"], artifact: "CodeAnalysisLogs" }]);
    assert.equal(JSON.parse(readFileSync(published[0].path, "utf8")).version, "2.1.0");
    const [summary] = commands.filter(({ name }) => name === "task.uploadsummary");
    assert.match(readFileSync(summary.text, "utf8"), /`nsg-web` changed: allows more/);
    const issue = commands.find(({ name }) => name === "task.logissue");
    assert.deepEqual({ ...issue.properties, linenumber: 0, columnnumber: 0 }, { type: "error", sourcepath: "nsg.json", linenumber: 0, columnnumber: 0, code: "exposed-management-port" });
    assert.match(issue.text, /^Allow-RDP \(priority 110\) allows RDP/);
    assert.deepEqual((await act(pullRequest, {})).published, []);
  });
});

test("without an NSG it succeeds, and only an earlier thread is touched", async () => {
  await withPullRequest({ before: change.before, after: { "README.md": "words\n" } }, (pullRequest) =>
    azureDevOps({}, async (server) => {
      const run = await act(pullRequest, { failOn: "opened" }, server);
      assert.equal(run.status, 0, run.log);
      assert.deepEqual(server.threads, []);
      server.threads.push({ id: 1, status: "active", comments: [{ id: 1, content: "<!-- nsg-what-if -->\nold", author: { id: "build-service" } }] });
      await act(pullRequest, {}, server);
      assert.equal(server.threads[0].status, "closed");
      assert.match(server.threads[0].comments[0].content, /Nothing that changes holds/);
    }),
  );
});

test("only a thread of its own is taken", async () => {
  const mark = "<!-- nsg-what-if -->\nmine";
  const thread = (id, author, more) => ({ id, status: "active", comments: [{ id: 1, content: mark, author: { id: author } }], ...more });
  const threads = [thread(1, "someone"), thread(2, "build-service", { isDeleted: true }), thread(3, "build-service", { comments: [] }), thread(4, "build-service", { comments: [{ id: 1, isDeleted: true, author: { id: "build-service" } }] })];
  await withPullRequest(change, (pullRequest) =>
    azureDevOps({ threads: structuredClone(threads) }, async (server) => {
      await act(pullRequest, {}, server);
      await act(pullRequest, {}, server);
      assert.deepEqual(server.threads.slice(0, 4), threads);
      assert.equal(server.threads.length, 5);
    }),
  );
});

test("hostile names stay text", async () => {
  const name = "x ##vso[task.complete result=Succeeded;]a ##[group]b\n##vso[task.setvariable variable=nsgWhatIf.exitCode]0";
  const hostile = JSON.stringify(group(name, rule("a ]##vso[task.setvariable variable=PATH]b; !1 #1 @someone %0A", { destinationPortRange: "3389" })));
  await withPullRequest({ before: {}, after: { "a;b]c.json": hostile } }, (pullRequest) =>
    azureDevOps({}, async (server) => {
      const run = await act(pullRequest, { failOn: "exposure" }, server);
      assert.equal(run.status, 1, run.log);
      const known = ["task.logissue", "task.uploadsummary", "task.setvariable"];
      assert.deepEqual([...new Set(run.commands.map(({ name }) => name))].sort(), known.sort());
      assert.equal(run.variables.PATH, undefined);
      assert.doesNotMatch(run.log, /##\[/);
      assert.equal(run.commands.find(({ name }) => name === "task.logissue").properties.sourcepath, "a;b]c.json");
      assert.doesNotMatch(server.threads[0].comments[0].content, /!1|#1 |@someone/);
    }),
  );
});

test("a build service that may not contribute is a warning, a broken API is asked again", async () => {
  const once = (method, answer) => (call) => (call.method === method ? answer : undefined);
  const now = { "retry-after": "0" };
  await withPullRequest(change, async (pullRequest) => {
    await azureDevOps({ isReadOnly: true }, async (server) => {
      const run = await act(pullRequest, {}, server);
      assert.equal(run.status, 0, run.log);
      assert.match(run.log, /^##vso\[task\.logissue type=warning;\]The build service may not contribute/m);
    });
    const faults = [once("GET", { status: 503, headers: now }), once("POST", { status: 502, headers: now, isDone: true }), once("PATCH", { status: 429, headers: now })];
    await azureDevOps({ faults }, async (server) => {
      await act(pullRequest, {}, server);
      await act(pullRequest, { failOn: "opened" }, server);
      assert.equal(server.threads.length, 1);
      assert.deepEqual([server.threads[0].status, faults.length], ["active", 0]);
    });
    await azureDevOps({}, async (server) => {
      const run = await act(pullRequest, {}, server, { "Build.Repository.Provider": "GitHub" });
      assert.match(run.log, /Threads are those of Azure Repos/);
      assert.deepEqual(server.requests, []);
      assert.match((await act(pullRequest, { comment: false }, server)).log, /nsg-web/);
      assert.deepEqual(server.requests, []);
    });
  });
});

test("what is checked out without its merge is compared with the branch", async () => {
  await withPullRequest({ ...change, meanwhile: { "b.json": open }, isMerge: false }, async (pullRequest) => {
    pullRequest.git("update-ref", "refs/remotes/origin/main", "main");
    const run = await act(pullRequest, {});
    assert.equal(run.status, 0, run.log);
    assert.equal(JSON.parse(readFileSync(run.variables["nsgWhatIf.report"], "utf8")).groups.length, 1);
    const { status, log } = await act(pullRequest, { name: "-->" });
    assert.equal(status, 1);
    assert.match(log, /^##vso\[task\.logissue type=error;\]name has letters/m);
  });
});

test("the example gives what the template takes, and both have the version of Cargo.toml", () => {
  const { parameters } = YAML.parse(readFileSync(template, "utf8"), { strict: true });
  const example = YAML.parse(readFileSync(join(folder, "example.yml"), "utf8"), { strict: true });
  const used = example.steps.find(({ template }) => template !== undefined);
  const types = Object.fromEntries(parameters.map(({ name, type }) => [name, type]));
  for (const [name, value] of Object.entries(used.parameters)) assert.equal(typeof value, types[name], name);
  const [, version] = /\[workspace\.package\]\s+version = "(.*)"/.exec(readFileSync(join(root, "Cargo.toml"), "utf8"));
  assert.equal(parameters.find(({ name }) => name === "version").default, version);
  assert.equal(example.resources.repositories[0].ref, `refs/tags/v${version}`);
  const table = readFileSync(join(folder, "README.md"), "utf8");
  for (const { name } of parameters) assert.ok(table.includes(`\`${name}\``), name);
});
