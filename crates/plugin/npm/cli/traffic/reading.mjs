// Files into a replay, one after the other.

/**
 * Reads files.
 *
 * @param {object} replay
 * @param {import("./records.mjs").RecordFile[]} files
 * @param {(path: string) => Promise<ReadableStream<Uint8Array>>} open
 * @param {(read: { bytes: number, flows: number }) => void} tell how much was read so far
 */
export async function readInto(replay, files, open, tell) {
  const done = { bytes: 0, flows: 0 };
  for (const { path, name } of files) {
    let last = { bytes: 0, flows: 0 };
    const onProgress = (read) => {
      last = read;
      tell({ bytes: done.bytes + read.bytes, flows: done.flows + read.flows });
    };
    await replay.add(await open(path), { name, onProgress });
    done.bytes += last.bytes;
    done.flows += last.flows;
  }
}
