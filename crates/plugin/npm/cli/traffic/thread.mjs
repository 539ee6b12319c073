// A thread that replays a part of the files, and gives back what it counted.

import { parentPort, workerData } from "node:worker_threads";
import { CommandError } from "../exit_codes.mjs";
import { FILES } from "../inputs.mjs";
import { trafficLibrary } from "../library.mjs";
import { readInto } from "./reading.mjs";

/** So often somebody looks at the progress, in milliseconds. */
const OFTEN = 100;

const { TrafficReplay } = await trafficLibrary();
const replay = new TrafficReplay(workerData.call);
let told = 0;
const tell = (read) => {
  if (Date.now() - told < OFTEN) return;
  told = Date.now();
  parentPort.postMessage({ read });
};
try {
  await readInto(replay, workerData.files, FILES.open, tell);
  const counted = replay.counted();
  parentPort.postMessage({ counted }, [counted.buffer]);
} catch (error) {
  if (!(error instanceof CommandError)) throw error;
  parentPort.postMessage({ failure: error.message });
}
