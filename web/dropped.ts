// The files that somebody dropped or picked, those in folders included.

/** A file with its path, from the folder on that was dropped or picked. */
export type FoundFile = [path: string, file: File];

/** Finds every file of a drop, or of a field for files. What cannot be read is left out. */
export async function filesIn(source: DataTransfer | FileList): Promise<FoundFile[]> {
  if (source instanceof FileList) {
    return Array.from(source, (file) => [file.webkitRelativePath || file.name, file]);
  }
  // A drop is over when its handler returns: what is in it has to be asked for before that.
  const entries = Array.from(source.items, (item) => item.webkitGetAsEntry() ?? item.getAsFile());
  const found: FoundFile[] = [];
  for (const entry of entries) {
    if (entry instanceof File) found.push([entry.name, entry]);
    else if (entry !== null) await collect(entry, found);
  }
  return found;
}

async function collect(entry: FileSystemEntry, found: FoundFile[]): Promise<void> {
  const path = entry.fullPath.replace(/^\//, "");
  if (entry instanceof FileSystemFileEntry) {
    const file = await new Promise<File | undefined>((done) => entry.file(done, () => done(undefined)));
    if (file !== undefined) found.push([path, file]);
  } else if (entry instanceof FileSystemDirectoryEntry) {
    const reader = entry.createReader();
    const next = () =>
      new Promise<FileSystemEntry[]>((done) => reader.readEntries(done, () => done([])));
    // A hundred at a time, until there are none.
    for (let some = await next(); some.length > 0; some = await next()) {
      for (const inside of some) await collect(inside, found);
    }
  }
}
