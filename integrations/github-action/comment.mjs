// One comment on the pull request: written once, then kept up to date.

import { readFileSync } from "node:fs";
import { run } from "../scripts/failure.mjs";
import { nameOf } from "../scripts/inputs.mjs";
import { RequestError, request } from "../scripts/requests.mjs";
import { markOf } from "../scripts/review.mjs";
import { command } from "./commands.mjs";

const PAGE = 100;
const TRIES = 3;

/** Whom the token of a workflow is. */
const WORKFLOW = "github-actions[bot]";

const { env } = process;

const NOT_ALLOWED = "This workflow may not comment on the pull request, as it is with those of forks; the job's summary has the review";

/** Updates the comment, or writes it where there is something to say. */
async function put({ number, mark, body, isNews }) {
  const comments = `/repos/${env.GITHUB_REPOSITORY}/issues/${number}/comments`;
  const author = await ownLogin();
  for (let tried = 1; ; tried += 1) {
    const own = await ownComment(comments, mark, author);
    if (own !== undefined) {
      if (own.body === body) return "The comment is up to date.";
      await api("PATCH", `/repos/${env.GITHUB_REPOSITORY}/issues/comments/${own.id}`, { body });
      return "The comment was updated.";
    }
    if (!isNews) return "There is nothing to comment.";
    try {
      // An answer may be lost though the comment was written: it is looked for before it is written again.
      await api("POST", comments, { body }, { isOnce: true });
      return "The comment was written.";
    } catch (error) {
      if (!(error instanceof RequestError) || error.isLasting || tried === TRIES) throw error;
      await error.pause();
    }
  }
}

/** The comment that bears the mark and was written with this token: others may copy the mark. */
async function ownComment(comments, mark, author) {
  for (let page = 1; ; page += 1) {
    const found = await api("GET", `${comments}?per_page=${PAGE}&page=${page}`);
    const own = found.find(({ body, user }) => body?.startsWith(mark) && (user?.login === author || (user?.type === "Bot" && user.login === `${author}[bot]`)));
    if (own !== undefined || found.length < PAGE) return own;
  }
}

/** Whom the token is; a token of a workflow may ask this here alone. */
async function ownLogin() {
  try {
    const { data } = await request(env.GITHUB_GRAPHQL_URL, { method: "POST", headers: headers(), body: { query: "{ viewer { login } }" } });
    return data?.viewer?.login ?? WORKFLOW;
  } catch (error) {
    if (error instanceof RequestError) return WORKFLOW;
    throw error;
  }
}

const api = (method, path, body, more = {}) => request(`${env.GITHUB_API_URL}${path}`, { method, headers: headers(), body, ...more });

const headers = () => ({
  accept: "application/vnd.github+json",
  authorization: `Bearer ${env.GITHUB_TOKEN}`,
  "content-type": "application/json",
  "user-agent": "nsg-what-if",
  "x-github-api-version": "2022-11-28",
});

await run(async () => {
  const event = JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, "utf8"));
  const number = event.pull_request?.number;
  if (number === undefined) return console.log("This is no pull request, so there is nothing to comment on.");
  const mark = markOf(nameOf(env.INPUT_NAME));
  const body = `${mark}\n${readFileSync(env.COMMENT_FILE, "utf8")}`;
  try {
    console.log(await put({ number, mark, body, isNews: env.HOLDS_RULES === "true" }));
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    // What the review found stands, whether it can be said there or not.
    const isRefused = error.status === 401 || error.status === 403 || error.status === 404;
    console.log(isRefused ? command("notice", `${NOT_ALLOWED} (${error.message})`) : command("warning", `The review could not be written as a comment: ${error.message}`));
  }
}, (message) => command("error", message));
