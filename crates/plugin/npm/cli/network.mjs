// What is known of the network that rules refer to.

import { unreadableError, usageError } from "./exit_codes.mjs";
import { settingsPath } from "./settings.mjs";
import { readStructured } from "./structured.mjs";

/** What is known of the network: the settings' first, then what the options say. */
export async function readNetwork(context) {
  const sources = await sourcesOf(context);
  const network = Object.assign({}, ...sources.map(({ parts }) => parts));
  if (Object.keys(network).length === 0) return undefined;
  await check(network, sources, context.library);
  return network;
}

/** Who tells a part of it, the strongest last, and what to say (`fault`) where that part cannot be read. */
async function sourcesOf({ values, settings, files }) {
  const sources = [];
  const ofSettings = (parts) => sources.push({ parts, fault: (pointer, message) => unreadableError(`${settings.file}: ${message}`) });
  if (typeof settings.network === "string") sources.push(await ofFile(settingsPath(settings, settings.network), files));
  else if (settings.network !== undefined) ofSettings(settings.network);
  if (values.network !== undefined) sources.push(await ofFile(values.network, files));
  const tags = values.tags ?? (settings.tags && settingsPath(settings, settings.tags));
  if (tags !== undefined) sources.push(await ofTags(tags, files));
  const space = values["address-space"];
  if (space !== undefined) sources.push({ parts: { virtualNetwork: space }, fault: (pointer, message) => usageError(`--address-space: ${message}`) });
  else if (settings.addressSpace !== undefined) ofSettings({ virtualNetwork: settings.addressSpace });
  return sources;
}

async function ofFile(path, files) {
  const { value, fault } = await placedFile(path, files);
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isObject) throw await fault("", "this tells nothing of a network; write an object, such as { virtualNetwork: [10.0.0.0/16] }");
  return { parts: value, fault };
}

async function ofTags(path, files) {
  const { value, fault } = await placedFile(path, files);
  return { parts: { serviceTags: value }, fault: (pointer, message) => fault(pointer.replace("/serviceTags", ""), message) };
}

async function placedFile(path, files) {
  const { value, at } = await readStructured(path, files);
  return { value, fault: async (pointer, message) => unreadableError(`${await at(pointer)}: ${message}`) };
}

/** Reads the network alone: beside rules, these would be blamed for what is wrong with it. */
async function check(network, sources, { Evaluator }) {
  try {
    new Evaluator({ network }).free();
  } catch (error) {
    if (error.name !== "WhatIfError") throw error;
    const pointer = `${error.diagnostics[0].pointer}`.replace(/^\/scenario\/network/, "");
    const source = sources.findLast(({ parts }) => pointer.split("/")[1] in parts);
    throw source === undefined ? error : await source.fault(pointer, error.message);
  }
}
