// How a command ends, and the errors that end it.

/** What a script can tell apart. The table of the README has the same. */
export const EXIT = { done: 0, failed: 1, usage: 2, nothing: 3, unreadable: 4 };

/** Ends a command with a sentence for the person, and an exit code. */
export class CommandError extends Error {
  /**
   * @param {string} message what is wrong and what to do
   * @param {number} code
   */
  constructor(message, code) {
    super(message);
    this.code = code;
  }
}

/** What an error of the package says: what is wrong, and what to do. */
export function saidOfError({ message, diagnostics: [first] = [] }) {
  return first?.help === undefined ? message : `${message} (${first.help})`;
}

/** The command was called in a way that it does not understand. */
export const usageError = (message) => new CommandError(message, EXIT.usage);

/** There is no network security group in what was given. */
export const nothingError = (message) => new CommandError(message, EXIT.nothing);

/** Something that was given cannot be read, or may deploy rules that were not read. */
export const unreadableError = (message) => new CommandError(message, EXIT.unreadable);
