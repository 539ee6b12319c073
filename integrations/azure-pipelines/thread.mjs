// One thread on the pull request: written once, then kept up to date.

import { readFileSync } from "node:fs";
import { run } from "../scripts/failure.mjs";
import { nameOf } from "../scripts/inputs.mjs";
import { RequestError, request } from "../scripts/requests.mjs";
import { markOf } from "../scripts/review.mjs";
import { command, errorLine } from "./commands.mjs";

const TRIES = 3;
const VERSION = "api-version=7.1";

const NOT_ALLOWED = "The build service may not contribute to pull requests, so the summary of the run alone has the review; the README says how to allow it";

const { env } = process;

async function writeThread() {
  if (env.BUILD_REPOSITORY_PROVIDER !== "TfsGit") return console.log("Threads are those of Azure Repos; the summary of the run has the review.");
  const mark = markOf(nameOf(env.INPUT_NAME));
  const content = `${mark}\n${readFileSync(env.COMMENT_FILE, "utf8")}`;
  try {
    console.log(await put({ mark, content, isNews: env.HOLDS_RULES === "true", status: env.EXIT_CODE === "0" ? "closed" : "active" }));
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    // What the review found stands, whether it can be said there or not.
    const isRefused = error.status === 401 || error.status === 403 || error.status === 404;
    const message = isRefused ? `${NOT_ALLOWED} (${error.message})` : `The review could not be written as a thread: ${error.message}`;
    console.log(command("task.logissue", message, { type: "warning" }));
  }
}

/** Updates the thread, or writes it where there is something to say. One that is open may keep a pull request from completion. */
async function put({ mark, content, isNews, status }) {
  const { authenticatedUser } = await api("GET", "_apis/connectionData");
  const threads = `${env.SYSTEM_TEAMPROJECTID}/_apis/git/repositories/${env.BUILD_REPOSITORY_ID}/pullRequests/${env.SYSTEM_PULLREQUEST_PULLREQUESTID}/threads`;
  for (let tried = 1; ; tried += 1) {
    const own = await ownThread(threads, mark, authenticatedUser.id);
    if (own !== undefined) {
      const [comment] = own.comments;
      // A person may have closed it: with the same content it stays so.
      if (comment.content === content) return "The thread is up to date.";
      await api("PATCH", `${threads}/${own.id}/comments/${comment.id}`, { content });
      if (own.status !== status) await api("PATCH", `${threads}/${own.id}`, { status });
      return "The thread was updated.";
    }
    if (!isNews) return "There is nothing to write.";
    try {
      // An answer may be lost though the thread was written: it is looked for before it is written again.
      await api("POST", threads, { comments: [{ parentCommentId: 0, content, commentType: "text" }], status }, { isOnce: true });
      return "The thread was written.";
    } catch (error) {
      if (!(error instanceof RequestError) || error.isLasting || tried === TRIES) throw error;
      await error.pause();
    }
  }
}

/** The thread whose first comment bears the mark and was written with this token: others may copy the mark. */
async function ownThread(threads, mark, author) {
  const { value } = await api("GET", threads);
  return value.find(({ isDeleted, comments: [first] = [] }) => !isDeleted && first && !first.isDeleted && first.author?.id === author && first.content?.startsWith(mark));
}

function api(method, path, body, more = {}) {
  const base = env.SYSTEM_COLLECTIONURI.replace(/\/?$/, "/");
  const version = path === "_apis/connectionData" ? "api-version=7.1-preview.1" : VERSION;
  const headers = { accept: "application/json", authorization: `Bearer ${env.SYSTEM_ACCESSTOKEN}`, "content-type": "application/json", "user-agent": "nsg-what-if" };
  return request(`${base}${path}?${version}`, { method, headers, body, ...more });
}

await run(writeThread, errorLine);
