// Stand-ins on this machine for the APIs of GitHub and Azure DevOps, as far as comments go, and for a registry of npm.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { program } from "./command_line.mjs";

/** A server that answers with JSON; it is closed when the function ends. */
async function serving(answer, use) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const call = { method: request.method, url: new URL(request.url, "http://localhost"), headers: request.headers, body: body === "" ? undefined : JSON.parse(body) };
    requests.push(`${call.method} ${call.url.pathname}`);
    const { status = 200, headers = {}, value, bytes } = answer(call);
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(bytes ?? (value === undefined ? "" : JSON.stringify(value)));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    return await use({ address: `http://127.0.0.1:${server.address().port}`, requests });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/**
 * GitHub, with the comments of one pull request.
 *
 * @param {{ comments?: object[], login?: string, isReadOnly?: boolean, faults?: ((call: object) => object | undefined)[] }} state each
 * of `faults` may answer one request in place of the API
 */
export function github({ comments = [], login = "github-actions[bot]", isReadOnly = false, faults = [] }, use) {
  const refused = { status: 403, value: { message: "Resource not accessible by integration" } };
  const answer = (call) => {
    const { method, url, headers, body } = call;
    for (const [number, fault] of faults.entries()) {
      const faulty = fault(call);
      if (faulty === undefined) continue;
      faults.splice(number, 1);
      if (faulty.isDone) answered(call);
      return faulty;
    }
    if (headers.authorization !== "Bearer secret-token") return { status: 401, value: { message: "Bad credentials" } };
    return answered({ method, url, body });
  };
  const answered = ({ method, url, body }) => {
    const path = `${method} ${url.pathname}`;
    if (path === "POST /graphql") return { value: { data: { viewer: { login } } } };
    if (path === "GET /repos/o/r/issues/7/comments") {
      const [size, page] = ["per_page", "page"].map((name) => Number(url.searchParams.get(name)));
      return { value: comments.slice((page - 1) * size, page * size) };
    }
    if (method !== "GET" && isReadOnly) return refused;
    if (path === "POST /repos/o/r/issues/7/comments") {
      const comment = { id: comments.length + 1, body: body.body, user: { login, type: "Bot" } };
      comments.push(comment);
      return { status: 201, value: comment };
    }
    const comment = comments.find(({ id }) => path === `PATCH /repos/o/r/issues/comments/${id}`);
    if (comment === undefined) return { status: 404, value: { message: "Not Found" } };
    comment.body = body.body;
    return { value: comment };
  };
  return serving(answer, (server) => use({ ...server, comments }));
}

/**
 * Azure DevOps, with the threads of one pull request.
 *
 * @param {{ threads?: object[], isReadOnly?: boolean, faults?: ((call: object) => object | undefined)[] }} state
 */
export function azureDevOps({ threads = [], isReadOnly = false, faults = [] }, use) {
  const prefix = "/acme/project-1/_apis/git/repositories/repo-1/pullRequests/7/threads";
  const answer = (call) => {
    const { url, headers } = call;
    for (const [number, fault] of faults.entries()) {
      const faulty = fault(call);
      if (faulty === undefined) continue;
      faults.splice(number, 1);
      if (faulty.isDone) answered(call);
      return faulty;
    }
    if (headers.authorization !== "Bearer secret-token") return { status: 401, value: {} };
    if (!url.searchParams.get("api-version")?.startsWith("7.1")) return { status: 400, value: {} };
    return answered(call);
  };
  const answered = ({ method, url, body }) => {
    const path = `${method} ${url.pathname}`;
    if (path === "GET /acme/_apis/connectionData") return { value: { authenticatedUser: { id: "build-service" } } };
    if (path === `GET ${prefix}`) return { value: { value: threads, count: threads.length } };
    if (isReadOnly) return { status: 403, value: { message: "TF401027: You need the Git 'PullRequestContribute' permission" } };
    if (path === `POST ${prefix}`) {
      const comments = body.comments.map(({ content }, number) => ({ id: number + 1, content, author: { id: "build-service" } }));
      threads.push({ id: threads.length + 1, status: body.status, comments });
      return { value: threads.at(-1) };
    }
    const thread = threads.find(({ id }) => url.pathname === `${prefix}/${id}` || url.pathname.startsWith(`${prefix}/${id}/comments/`));
    if (method !== "PATCH" || thread === undefined) return { status: 404, value: {} };
    if (url.pathname === `${prefix}/${thread.id}`) Object.assign(thread, body);
    else Object.assign(thread.comments.find(({ id }) => url.pathname.endsWith(`/comments/${id}`)), body);
    return { value: thread };
  };
  return serving(answer, (server) => use({ ...server, threads }));
}

/** A registry that has the built package, as this version. */
export async function registry(version, use) {
  const folder = mkdtempSync(join(tmpdir(), "nsg-what-if-registry-"));
  try {
    const copy = join(folder, "package");
    cpSync(dirname(dirname(program)), copy, { recursive: true });
    const manifest = { ...JSON.parse(readFileSync(join(copy, "package.json"), "utf8")), version };
    writeFileSync(join(copy, "package.json"), JSON.stringify(manifest));
    const { status, stderr } = spawnSync("tar", ["--create", "--gzip", "--file", join(folder, "package.tgz"), "--directory", folder, "package"], { encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    const tarball = readFileSync(join(folder, "package.tgz"));
    const integrity = `sha512-${createHash("sha512").update(tarball).digest("base64")}`;
    const answer = ({ url, headers }) => {
      if (url.pathname === "/package.tgz") return { bytes: tarball, headers: { "content-type": "application/octet-stream" } };
      if (url.pathname !== "/nsg-what-if") return { status: 404, value: {} };
      const dist = { tarball: `http://${headers.host}/package.tgz`, integrity };
      return { value: { name: "nsg-what-if", "dist-tags": { latest: version }, versions: { [version]: { ...manifest, dist } } } };
    };
    return await serving(answer, use);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
