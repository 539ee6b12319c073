// Commands in the log of an agent of Azure Pipelines.

import { oneLine } from "../scripts/log_line.mjs";

const data = (text) => oneLine(text).replace(/%/g, "%AZP25");
const property = (text) => data(text).replace(/;/g, "%3B").replace(/\]/g, "%5D");

/** A command: https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands */
export function command(name, text, properties = {}) {
  const given = Object.entries(properties).filter(([, value]) => value !== undefined);
  return `##vso[${name}${given.map(([key, value]) => ` ${key}=${property(value)};`).join("").trimEnd()}]${data(text)}`;
}

export const errorLine = (message) => command("task.logissue", message, { type: "error" });
