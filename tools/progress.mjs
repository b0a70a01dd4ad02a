// What set-up says while it works: one line when a step starts, one when it ends. Nothing for a step that had nothing to do.

/** Why the set-up cannot go on: what is missing and how to get it, in one line that a person can act upon. */
export class SetupError extends Error {}

/**
 * Refuses what nothing is called: left out silently, it would look as if it had passed.
 * @param {string} what
 * @param {readonly string[]} known
 * @param {readonly string[]} asked
 */
export function requireKnown(what, known, asked) {
  const unknown = asked.find((name) => !known.includes(name))
  if (unknown !== undefined) throw new SetupError(`There is no ${what} "${unknown}"; there are ${known.join(', ')}`)
}

/**
 * Runs one step and says how long it took.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const started = Date.now()
  say(`${title} ...`)
  const value = await work()
  say(`${title}: done in ${seconds(started)}`)
  return value
}

let output = process.stdout

/** For programs whose standard output is data. */
export function sayOnErrorOutput() {
  output = process.stderr
}

export function say(line) {
  output.write(`[linewright] ${line}\n`)
}

export function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`
}
