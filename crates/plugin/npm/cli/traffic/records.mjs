// The files of recorded flows, and which of them belong together.

import { RECORDS, shownPath } from "../inputs.mjs";
import { nothingError } from "../exit_codes.mjs";

/** Azure's folders for an hour: all that was recorded in it is read by one thread, which then sees both ends of a flow. */
const HOUR = /y=\d+[\\/]m=\d+[\\/]d=\d+[\\/]h=\d+/;

/**
 * A file of recorded flows.
 *
 * @typedef {{ path: string, name: string, size: number, isFound: boolean }} RecordFile
 * `isFound` says that nobody named it, since it is a file of a folder
 */

/** The files of recorded flows of these paths, by the hour. */
export async function recordFiles(paths, { list, size }) {
  const files = [];
  for (const path of paths) {
    for (const { path: file, isFound } of await list(path, RECORDS)) files.push({ path: file, name: shownPath(file), size: await size(file), isFound });
  }
  if (files.length === 0) throw nothingError(`${paths.join(", ")}: there is no flow log in any file`);
  const byHour = ({ path }) => HOUR.exec(path)?.[0] ?? "";
  return files.sort((a, b) => (byHour(a) < byHour(b) ? -1 : byHour(a) > byHour(b) ? 1 : 0));
}

/**
 * Parts of the files, one for each thread, of about the same size and in order: what is joined is then as if one thread had
 * read it all.
 *
 * @param {RecordFile[]} files by the hour
 */
export function parts(files, threads) {
  const hours = [];
  for (const file of files) {
    const hour = HOUR.exec(file.path)?.[0];
    const last = hours.at(-1);
    if (hour !== undefined && last?.hour === hour) last.files.push(file);
    else hours.push({ hour, files: [file] });
  }
  const whole = sizeOf(files);
  const divided = Array.from({ length: Math.min(threads, hours.length) }, () => []);
  let read = 0;
  for (const { files: inside } of hours) {
    const at = Math.min(divided.length - 1, Math.floor((read / Math.max(1, whole)) * divided.length));
    divided[at].push(...inside);
    read += sizeOf(inside);
  }
  return divided.filter((part) => part.length > 0);
}

export const sizeOf = (files) => files.reduce((all, { size }) => all + size, 0);
