// What ends a script with a sentence.

/** Says to a person what is wrong and what to do. */
export class Failure extends Error {}

/** Runs a script; a failure is one line, in the way in which the pipeline marks an error. */
export async function run(script, mark) {
  try {
    await script();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.log(mark(error.message));
    process.exitCode = 1;
  }
}
