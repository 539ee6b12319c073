// The action of GitHub, run step by step as its file says, on pull requests of this machine and against a stand-in for the API.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import YAML from "yaml";
import { github, registry } from "./code_hosts.mjs";
import { program } from "./command_line.mjs";
import { runAction } from "./composite_action.mjs";
import { quietGit, withPullRequest } from "./pull_request.mjs";
import { group, rule } from "./samples.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = join(root, "integrations/github-action");

const shut = JSON.stringify(group("nsg-web", rule("Allow-Web")), undefined, 2);
const open = JSON.stringify(group("nsg-web", rule("Allow-Web"), rule("Allow-RDP", { priority: 110, destinationPortRange: "3389" })), undefined, 2);

/** The event of a pull request, with the fields that the scripts and GitHub's own actions look at. */
const eventOf = ({ base, head }) => ({
  action: "synchronize",
  number: 7,
  pull_request: {
    number: 7,
    state: "open",
    title: "Open RDP",
    user: { login: "someone", type: "User" },
    base: { ref: "main", sha: base, repo: { full_name: "o/r", fork: false } },
    head: { ref: "change", sha: head, repo: { full_name: "o/r", fork: false } },
  },
  repository: { full_name: "o/r", private: false },
  sender: { login: "someone", type: "User" },
});

/** Runs the action on a pull request. */
async function act(pullRequest, inputs, server, { event = eventOf(pullRequest), env = {} } = {}) {
  const { workspace, temporary } = pullRequest;
  const eventFile = join(temporary, "event.json");
  writeFileSync(eventFile, JSON.stringify(event));
  const run = await runAction(folder, {
    inputs: { ...(server === undefined && { comment: "false" }), ...inputs },
    cwd: workspace,
    github: { token: "secret-token" },
    env: {
      NSG_WHAT_IF_PROGRAM: program,
      GITHUB_ACTIONS: "true",
      GITHUB_WORKSPACE: workspace,
      GITHUB_EVENT_PATH: eventFile,
      GITHUB_REPOSITORY: "o/r",
      GITHUB_API_URL: server?.address ?? "http://127.0.0.1:9",
      GITHUB_GRAPHQL_URL: `${server?.address ?? "http://127.0.0.1:9"}/graphql`,
      RUNNER_TEMP: temporary,
      ...env,
    },
  });
  assert.ok(!run.log.includes("secret-token"), "the token is printed");
  return run;
}

/** The groups of a report: `name change` of each. */
const told = ({ outputs }) => JSON.parse(readFileSync(outputs.report, "utf8")).groups.map(({ name, change, file }) => `${name} ${change} ${file}`);

test("a comment is written, then kept up to date, and stays one", async () => {
  await withPullRequest({ before: { "nsg.json": shut }, after: { "nsg.json": open } }, (pullRequest) =>
    github({}, async (server) => {
      const first = await act(pullRequest, { "fail-on": "exposure" }, server);
      assert.equal(first.status, 1, first.log);
      assert.equal(server.comments.length, 1);
      const [{ body }] = server.comments;
      assert.match(body, /^<!-- nsg-what-if -->\n\*\*NSG What-If\*\* fails on exposure\n/);
      assert.match(body, /`nsg-web` changed: allows more/);
      assert.match(first.log, /^The comment was written\.$/m);
      const second = await act(pullRequest, {}, server);
      assert.equal(second.status, 0, second.log);
      assert.equal(server.comments.length, 1);
      assert.match(server.comments[0].body, /^<!-- nsg-what-if -->\n\*\*NSG What-If\*\*\n/);
      assert.match((await act(pullRequest, {}, server)).log, /^The comment is up to date\.$/m);
    }),
  );
});

test("outputs, the summary, annotations and SARIF", async () => {
  await withPullRequest({ before: { "infra/nsg.json": shut }, after: { "infra/nsg.json": open } }, async (pullRequest) => {
    const plain = await act(pullRequest, {});
    assert.equal(plain.status, 0, plain.log);
    assert.deepEqual({ ...plain.outputs, report: existsSync(plain.outputs.report) }, {
      summary: "nsg-web: Now certainly allows TCP 3389 from anywhere to anywhere; nothing else changes.",
      opened: "true",
      "exit-code": "0",
      report: true,
      "sarif-file": "",
    });
    assert.match(plain.log, /^::error file=infra\/nsg\.json,line=\d+,col=\d+,title=exposed-management-port::Allow-RDP/m);
    assert.match(plain.summary, /`nsg-web` changed: allows more/);
    assert.deepEqual(plain.used, []);

    const scanned = await act(pullRequest, { sarif: "true", "fail-on": "finding:low", name: "production" });
    assert.equal(scanned.status, 1);
    assert.equal(scanned.outputs["exit-code"], "1");
    assert.ok(!scanned.log.includes("::error file"), "code scanning has them");
    assert.deepEqual(scanned.used.map(({ with: given }) => given), [{ sarif_file: scanned.outputs["sarif-file"], category: "nsg-what-if production" }]);
    const { runs } = JSON.parse(readFileSync(scanned.outputs["sarif-file"], "utf8"));
    const uris = runs[0].results.map(({ locations }) => locations[0].physicalLocation.artifactLocation.uri);
    assert.deepEqual([...new Set(uris)], ["infra/nsg.json"]);

    const named = await act(pullRequest, { sarif: "out.sarif" });
    assert.equal(named.outputs["sarif-file"], join(pullRequest.workspace, "out.sarif"));
  });
});

test("what only blocks more fails nothing", async () => {
  await withPullRequest({ before: { "nsg.json": open }, after: { "nsg.json": shut } }, async (pullRequest) => {
    const run = await act(pullRequest, { "fail-on": "opened,exposure" });
    assert.equal(run.status, 0, run.log);
    assert.equal(run.outputs.opened, "false");
  });
});

const security = (source) => `resource "azurerm_network_security_group" "web" {
  name                = "nsg-web"
  location            = "westeurope"
  resource_group_name = "shop"

  security_rule {
    name                       = "Allow-SSH"
    priority                   = 100
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_address_prefix      = ${source}
    source_port_range          = "*"
    destination_address_prefix = "*"
    destination_port_range     = "22"
  }
}
`;
const office = (prefix) => `locals {\n  office = "${prefix}"\n}\n`;

test("a module of Terraform is its folder, whichever of its files changes", async () => {
  const before = { "web/main.tf": security("local.office"), "web/office.tf": office("203.0.113.0/24"), "db/main.tf": office("10.0.0.0/8") };
  await withPullRequest({ before, after: { "web/office.tf": office("*") } }, async (pullRequest) => {
    const run = await act(pullRequest, { "fail-on": "opened" });
    assert.equal(run.status, 1, run.log);
    assert.deepEqual(told(run), ["nsg-web changed web/*.tf"]);
    assert.match(run.log, /file=web\/main\.tf,line=6/);
  });
});

test("a module that moves is the same module", async () => {
  const before = { "web/main.tf": security("local.office"), "web/office.tf": office("203.0.113.0/24") };
  const after = { "web/main.tf": undefined, "web/office.tf": undefined, "apps/web/main.tf": security("local.office"), "apps/web/office.tf": office("203.0.113.0/24") };
  await withPullRequest({ before, after }, async (pullRequest) => {
    const run = await act(pullRequest, { "fail-on": "opened" });
    assert.equal(run.status, 0, run.log);
    assert.deepEqual(told(run), ["nsg-web unchanged apps/web/*.tf"]);
  });
});

test("a renamed file is compared with what it was", async () => {
  await withPullRequest({ before: { "nsg.json": shut }, after: { "nsg.json": undefined, "shop/web nsg.json": open } }, async (pullRequest) => {
    const run = await act(pullRequest, {});
    assert.deepEqual(told(run), ["nsg-web changed shop/web nsg.json"]);
    assert.match(run.log, /::error file=shop\/web nsg\.json/);
  });
});

test("of a deleted file the NSG is gone, and of a new one it is new", async () => {
  await withPullRequest({ before: { "old.json": shut }, after: { "old.json": undefined } }, async (pullRequest) => {
    const run = await act(pullRequest, { sarif: "true" });
    assert.equal(run.status, 0, run.log);
    assert.deepEqual(told(run), ["nsg-web removed old.json"]);
    assert.match(run.summary, /removed: allows more\n\nold\.json\n/);
    assert.deepEqual(JSON.parse(readFileSync(run.outputs["sarif-file"], "utf8")).runs[0].results, []);
  });
  await withPullRequest({ before: {}, after: { "new.json": open } }, async (pullRequest) => {
    const run = await act(pullRequest, { "fail-on": "exposure" });
    assert.equal(run.status, 1, run.log);
    assert.deepEqual(told(run), ["nsg-web added new.json"]);
  });
});

test("what the branch changed meanwhile is no part of the pull request", async () => {
  for (const isMerge of [true, false]) {
    await withPullRequest({ before: { "a.json": shut, "b.json": shut }, after: { "a.json": open }, meanwhile: { "b.json": open }, isMerge }, async (pullRequest) => {
      assert.deepEqual(told(await act(pullRequest, {})), ["nsg-web changed a.json"]);
    });
  }
});

test("where no NSG changes, it succeeds and says so, and only an earlier comment is touched", async () => {
  await withPullRequest({ before: { "nsg.json": shut }, after: { "README.md": "words\n", "package.json": "{}\n" } }, (pullRequest) =>
    github({}, async (server) => {
      const run = await act(pullRequest, { "fail-on": "opened", sarif: "true" }, server);
      assert.equal(run.status, 0, run.log);
      assert.equal(run.outputs.summary, "Nothing that changes holds a network security group.");
      assert.deepEqual(server.comments, []);
      assert.equal(run.used.length, 1, "alerts of an earlier commit end");
      server.comments.push({ id: 1, body: "<!-- nsg-what-if -->\nan old review", user: { login: "github-actions[bot]", type: "Bot" } });
      await act(pullRequest, {}, server);
      assert.match(server.comments[0].body, /Nothing that changes holds a network security group\./);
    }),
  );
});

test("hostile names stay text, in the log, the comment and the outputs", async () => {
  const name = "x\n::error::boo ##[group]a ##vso[task.complete] <script>@someone #1 `code` | [a](http://b)\u202e";
  const hostile = JSON.stringify(group(name, rule("Allow-RDP\n::set-output name=a::b", { destinationPortRange: "3389" })));
  await withPullRequest({ before: { "nsg.json": shut }, after: { "nsg.json": hostile } }, (pullRequest) =>
    github({}, async (server) => {
      const run = await act(pullRequest, {}, server);
      assert.equal(run.status, 0, run.log);
      assert.doesNotMatch(run.log, /^\s*::(?!(error|warning|notice) file=nsg\.json)/m);
      assert.doesNotMatch(run.log, /##(vso)?\[|\u202e/);
      for (const text of [server.comments[0].body, run.summary]) {
        assert.doesNotMatch(text, /<script|@someone|#1 |\u202e|\]\(/);
      }
      assert.deepEqual(Object.keys(run.outputs).length, 5);
    }),
  );
  // A file's name is other people's, too.
  await withPullRequest({ before: { "%0A::error::,a:b.json": shut }, after: { "%0A::error::,a:b.json": open } }, async (pullRequest) => {
    const { log } = await act(pullRequest, {});
    assert.match(log, /^::error file=%250A%3A%3Aerror%3A%3A%2Ca%3Ab\.json,line=/m);
  });
});

test("inputs are words, not commands", async () => {
  await withPullRequest({ before: { "nsg.json": shut }, after: { "nsg.json": open } }, async (pullRequest) => {
    const inputs = { config: "$(touch broken)", contracts: "`touch broken`\n; touch broken", change: "--help" };
    const run = await act(pullRequest, inputs);
    assert.notEqual(run.status, 0);
    assert.ok(!existsSync(join(pullRequest.workspace, "broken")));
    for (const name of ["a\nb", "-->", "a--b", "x".repeat(61)]) {
      const { status, log } = await act(pullRequest, { name });
      assert.equal(status, 1);
      assert.match(log, /^::error::name has letters/m);
    }
  });
});

test("a plan that tells the change, with contracts", async () => {
  const plan = (rules) => JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.9.0",
    resource_changes: rules === undefined ? [] : [
      { address: "azurerm_network_security_group.web", type: "azurerm_network_security_group", name: "web", change: { actions: ["update"], before: { name: "web", security_rule: [] }, after: { name: "web", security_rule: rules } } },
    ],
  });
  const ssh = { name: "ssh", priority: 300, direction: "Inbound", access: "Allow", protocol: "Tcp", source_address_prefix: "203.0.113.0/24", source_port_range: "*", destination_address_prefix: "*", destination_port_range: "22" };
  const contracts = JSON.stringify({ contracts: [{ name: "no SSH", must: "deny", flows: { direction: "Inbound", protocols: ["TCP"], remoteAddresses: ["203.0.113.0/24"], localPorts: ["22"] } }] });
  await withPullRequest({ before: {}, after: { "contracts.json": contracts } }, async (pullRequest) => {
    const put = (text) => writeFileSync(join(pullRequest.workspace, "plan.json"), text);
    const inputs = { change: "plan.json", contracts: "contracts.json", "fail-on": "contract" };
    put(plan([ssh]));
    const broken = await act(pullRequest, inputs);
    assert.equal(broken.status, 1, broken.log);
    assert.match(broken.summary, /\*\*BROKEN\*\* \| no SSH/);
    assert.equal((await act(pullRequest, { change: "plan.json", baselines: "management-ports", "fail-on": "contract" })).status, 1);
    // A whole plan without any NSG is fine; what a step left that failed is not.
    put(plan());
    const nothing = await act(pullRequest, inputs);
    assert.equal(nothing.status, 0, nothing.log);
    assert.equal(nothing.outputs.summary, "Nothing that changes holds a network security group.");
    for (const text of ["", "Error: no such file", "{}"]) {
      put(text);
      const failed = await act(pullRequest, inputs);
      assert.equal(failed.status, 3, failed.log);
      assert.equal(failed.outputs.report, "");
    }
  });
});

test("two files or folders, and the settings of the repository", async () => {
  const settings = "failOn: [exposure]\nseverities: { unreachable: 'off' }\n";
  const files = { "nsg-what-if.yaml": settings, "old/nsg.json": shut, "new/nsg.json": open };
  await withPullRequest({ before: { "nsg.json": shut }, after: { ...files, "nsg.json": open } }, async (pullRequest) => {
    for (const inputs of [{ before: "old", after: "new" }, { before: "old/nsg.json", after: "new/nsg.json" }, {}]) {
      assert.equal((await act(pullRequest, inputs)).status, 1);
    }
    for (const inputs of [{ before: "old" }, { change: "a.json", before: "old", after: "new" }, { "fail-on": "everything" }, { config: "none.yaml" }]) {
      const { status, log } = await act(pullRequest, inputs);
      assert.notEqual(status, 0);
      assert.match(log, /^::error::/m);
    }
  });
});

test("what cannot be read fails, and the comment says so", async () => {
  const linked = JSON.stringify({ resources: [
    { type: "Microsoft.Network/networkSecurityGroups", apiVersion: "2023-11-01", name: "nsg-web", properties: { securityRules: [] } },
    { type: "Microsoft.Resources/deployments", apiVersion: "2022-09-01", name: "more", properties: { templateLink: { uri: "https://example.com/more.json" } } },
  ] });
  await withPullRequest({ before: { "nsg.json": shut }, after: { "nsg.json": linked } }, (pullRequest) =>
    github({}, async (server) => {
      const run = await act(pullRequest, {}, server);
      assert.equal(run.status, 4, run.log);
      assert.match(run.outputs.summary, /linked-template/);
      assert.match(server.comments[0].body, /cannot review this change\n\n```text\n.*linked-template/);
    }),
  );
});

test("a check-out that lacks the commit before the change says what to do", async () => {
  const change = { before: { "nsg.json": shut }, after: { "nsg.json": open } };
  await withPullRequest({ ...change, depth: 1 }, async (pullRequest) => {
    const { status, log } = await act(pullRequest, {});
    assert.equal(status, 1);
    assert.match(log, /^::error::the commit before the pull request was not fetched; check out with a depth of 2$/m);
  });
  await withPullRequest({ ...change, depth: 2 }, async (pullRequest) => assert.equal((await act(pullRequest, {})).status, 0));
  await withPullRequest({ ...change, isMerge: false, depth: 1 }, async (pullRequest) => assert.match((await act(pullRequest, {})).log, /check out with a depth of 0/));
  await withPullRequest(change, async (pullRequest) => {
    const event = eventOf({ base: pullRequest.base, head: pullRequest.base });
    assert.match((await act(pullRequest, {}, undefined, { event })).log, /what is checked out is not this pull request/);
    assert.match((await act(pullRequest, {}, undefined, { event: { ref: "refs/heads/main" } })).log, /this is no pull request/);
    // A queue that merges is reviewed, and has nothing to comment on.
    pullRequest.git("checkout", "--quiet", "change");
    const queue = { merge_group: { head_sha: pullRequest.head, base_sha: pullRequest.base } };
    assert.equal((await act(pullRequest, { comment: "true" }, undefined, { event: queue })).status, 0);
  });
});

test("links in a commit are not followed", async () => {
  await withPullRequest({ before: {}, after: { "a.txt": "a" }, isMerge: false }, async (pullRequest) => {
    symlinkSync("/etc/hosts", join(pullRequest.workspace, "nsg.json"));
    pullRequest.git("add", "--all");
    pullRequest.git("commit", "--quiet", "--message", "a link");
    const head = pullRequest.git("rev-parse", "HEAD");
    const run = await act({ ...pullRequest, head }, {});
    assert.equal(run.outputs.summary, "Nothing that changes holds a network security group.");
  });
});

/** What takes settings of npm out of an environment, such as a machine's own registry, whichever letters they are written in. */
const withoutSettingsOfNpm = Object.fromEntries(Object.keys(process.env).filter((name) => /^npm_config_|^https?_proxy$/i.test(name)).map((name) => [name, undefined]));

test("the program is installed in a folder of its own, whatever the repository says of npm", async () => {
  const before = { "nsg.json": shut };
  const after = { "nsg.json": open, ".npmrc": "registry=http://127.0.0.1:9\nignore-scripts=false\n", "package.json": '{"name":"nsg-what-if","version":"1.0.0"}' };
  await withPullRequest({ before, after }, (pullRequest) =>
    registry("7.8.9", async ({ address, requests }) => {
      const files = Object.fromEntries(["cache", "userconfig", "globalconfig"].map((name) => [name, join(pullRequest.temporary, name)]));
      const settings = { ...files, registry: address, noproxy: "127.0.0.1" };
      const env = { NSG_WHAT_IF_PROGRAM: "", ...withoutSettingsOfNpm, ...Object.fromEntries(Object.entries(settings).map(([name, value]) => [`npm_config_${name}`, value])) };
      const run = await act(pullRequest, { version: "7.8.9" }, undefined, { env });
      assert.equal(run.status, 0, run.log);
      assert.deepEqual(told(run), ["nsg-web changed nsg.json"]);
      assert.ok(requests.includes("GET /nsg-what-if"), `${requests}`);
      assert.match((await act(pullRequest, { version: "7.8.8" }, undefined, { env })).log, /^::error::nsg-what-if 7\.8\.8 cannot be installed: code ETARGET; .*7\.8\.8/m);
      for (const version of ["latest", "", "7.8.9 left-pad", "../x"]) assert.match((await act(pullRequest, { version }, undefined, { env })).log, /^::error::version is an exact version/m);
    }),
  );
});

const comment = (id, body, login = "someone", type = "User") => ({ id, body, user: { login, type } });

test("only a comment of its own is taken, on whichever page it is", async () => {
  await withPullRequest({ before: { "nsg.json": shut }, after: { "nsg.json": open } }, async (pullRequest) => {
    const mark = "<!-- nsg-what-if -->";
    const others = Array.from({ length: 230 }, (_, number) => comment(number + 1, number % 2 === 0 ? `${mark}\nmine` : "words"));
    await github({ comments: [...others] }, async (server) => {
      await act(pullRequest, {}, server);
      assert.equal(server.comments.length, 231);
      await act(pullRequest, {}, server);
      assert.equal(server.comments.length, 231);
      assert.deepEqual(server.comments.slice(0, 230), others);
      // A review of another name has its own.
      await act(pullRequest, { name: "production" }, server);
      assert.equal(server.comments.length, 232);
      assert.match(server.comments[231].body, /^<!-- nsg-what-if production -->\n\*\*NSG What-If\*\* \(production\)\n/);
    });
    // Whoever uses a token of an app or a person finds its comment again.
    await github({ login: "reviewer" }, async (server) => {
      await act(pullRequest, {}, server);
      await act(pullRequest, {}, server);
      assert.equal(server.comments.length, 1);
    });
  });
});

test("a token that may not comment is a notice, and the result stays", async () => {
  await withPullRequest({ before: { "nsg.json": shut }, after: { "nsg.json": open } }, async (pullRequest) => {
    await github({ isReadOnly: true }, async (server) => {
      const run = await act(pullRequest, {}, server);
      assert.equal(run.status, 0, run.log);
      assert.match(run.log, /^::notice::This workflow may not comment/m);
      assert.equal((await act(pullRequest, { "fail-on": "opened" }, server)).status, 1);
    });
    await github({}, async (server) => {
      const run = await act(pullRequest, { token: "wrong" }, server);
      assert.equal(run.status, 0);
      assert.match(run.log, /^::notice::.*the answer is 401/m);
    });
  });
});

test("a busy or broken API is asked again", async () => {
  const once = (method, answer) => (call) => (call.method === method && call.url.pathname !== "/graphql" ? answer : undefined);
  const now = { "retry-after": "0" };
  await withPullRequest({ before: { "nsg.json": shut }, after: { "nsg.json": open } }, async (pullRequest) => {
    const faults = [
      once("GET", { status: 502, headers: now }),
      once("GET", { status: 429, headers: now }),
      once("GET", { status: 403, headers: now }),
      // The comment was written, though the answer says otherwise.
      once("POST", { status: 502, headers: now, isDone: true }),
      once("PATCH", { status: 503, headers: now }),
    ];
    await github({ faults }, async (server) => {
      await act(pullRequest, {}, server);
      assert.equal(server.comments.length, 1);
      const run = await act(pullRequest, { "fail-on": "opened" }, server);
      assert.match(run.log, /^The comment was updated\.$/m);
      assert.equal(server.comments.length, 1);
      assert.deepEqual(faults, []);
    });
    // What lasts is a warning.
    const always = Array.from({ length: 20 }, () => once("GET", { status: 500, headers: now }));
    await github({ faults: always }, async (server) => {
      const run = await act(pullRequest, {}, server);
      assert.equal(run.status, 0);
      assert.match(run.log, /^::warning::The review could not be written as a comment: GET .*: the answer is 500$/m);
    });
    await github({ faults: [once("GET", { status: 429, headers: { "retry-after": "3600" } })] }, async (server) => {
      assert.match((await act(pullRequest, {}, server)).log, /^::warning::.*429/m);
    });
  });
});

const examples = join(folder, "examples");
const action = YAML.parse(readFileSync(join(folder, "action.yml"), "utf8"));

test("the action pins what it uses, and no expression is in a script", () => {
  for (const { uses, run } of action.runs.steps) {
    if (uses !== undefined) assert.match(uses, /^[\w./-]+@[0-9a-f]{40}$/);
    if (run !== undefined) assert.ok(!run.includes("${{"), run);
  }
  const [, version] = /\[workspace\.package\]\s+version = "(.*)"/.exec(readFileSync(join(root, "Cargo.toml"), "utf8"));
  assert.equal(action.inputs.version.default, version, "action.yml has the version of Cargo.toml");
  for (const file of ["README.md", ...readdirSync(examples).map((name) => `examples/${name}`)]) {
    const named = [...readFileSync(join(folder, file), "utf8").matchAll(/OWNER\/nsg-what-if(?:\S*@| )v([\w.]+)/g)].map(([, name]) => name);
    assert.deepEqual([...new Set(named)], [version], file);
  }
});

for (const file of readdirSync(examples)) {
  test(`the example ${file} is a workflow with what the action has`, () => {
    const workflow = YAML.parse(readFileSync(join(examples, file), "utf8"), { strict: true });
    assert.deepEqual(workflow.permissions, {});
    const jobs = Object.values(workflow.jobs);
    for (const { permissions, steps } of jobs) {
      const { "id-token": idToken, ...rest } = permissions;
      assert.deepEqual(rest, { contents: "read", "pull-requests": "write", "security-events": "write" });
      assert.ok(idToken === undefined || steps.some(({ env }) => env?.ARM_USE_OIDC));
      for (const { uses, run, with: given = {} } of steps) {
        if (run !== undefined) assert.ok(!run.includes("${{"), run);
        if (uses === undefined) continue;
        if (uses.startsWith("OWNER/nsg-what-if/integrations/github-action@")) {
          assert.deepEqual(Object.keys(given).filter((name) => !(name in action.inputs)), []);
        } else assert.match(uses, /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/);
      }
      assert.equal(steps.filter(({ uses }) => uses?.startsWith("OWNER/")).length, 1);
    }
  });
}

/** What the examples need besides: each does the least that its steps ask for. */
const TOOLS = {
  az: '[ "$1 $2 $3 $5" = "bicep build --file --outfile" ] && cp "$4" "$6"',
  terraform: 'case "$1" in show) echo "$PLAN" ;; plan) touch tfplan ;; esac',
};

for (const [file, files] of Object.entries({
  "arm.yml": { before: { "nsg.json": shut }, after: { "nsg.json": open } },
  "bicep.yml": { before: { "infra/main.bicep": shut }, after: { "infra/main.bicep": open } },
  "terraform.yml": { before: { "infra/main.tf": "" }, after: { "infra/main.tf": security('"*"') } },
})) {
  test(`the steps of the example ${file} end with a review`, async () => {
    const [{ steps }] = Object.values(YAML.parse(readFileSync(join(examples, file), "utf8")).jobs);
    const depth = steps[0].with["fetch-depth"] ?? 1;
    await withPullRequest({ ...files, depth }, async (pullRequest) => {
      const { workspace, temporary } = pullRequest;
      const bin = join(temporary, "bin");
      mkdirSync(bin);
      for (const [name, script] of Object.entries(TOOLS)) writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
      const env = { ...process.env, ...quietGit, PATH: `${bin}:${process.env.PATH}`, RUNNER_TEMP: temporary, PLAN: planOf("3389") };
      for (const { run, "working-directory": inside = "." } of steps.filter((step) => step.run !== undefined)) {
        const { status, stderr } = spawnSync("bash", ["-e", "-c", run], { cwd: join(workspace, inside), env, encoding: "utf8" });
        assert.equal(status, 0, stderr);
      }
      const { with: inputs } = steps.at(-1);
      const run = await act(pullRequest, Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, `${value}`])));
      assert.equal(run.status, 1, run.log);
      assert.match(run.log, /^nsg-what-if: fails on exposure/m);
      assert.equal(run.used.length, 1);
    });
  });
}

/** A plan that opens a port to everybody. */
function planOf(port) {
  const opened = { name: "opened", priority: 300, direction: "Inbound", access: "Allow", protocol: "Tcp", source_address_prefix: "*", source_port_range: "*", destination_address_prefix: "*", destination_port_range: port };
  const change = { actions: ["update"], before: { name: "web", security_rule: [] }, after: { name: "web", security_rule: [opened] } };
  return JSON.stringify({ format_version: "1.2", terraform_version: "1.9.0", resource_changes: [{ address: "azurerm_network_security_group.web", type: "azurerm_network_security_group", name: "web", change }] });
}
