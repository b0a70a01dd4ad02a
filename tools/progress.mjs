// What set-up says while it works: one line when a step starts, one when it ends. Nothing for a step that had nothing to do.

/** Why the set-up cannot go on: what is missing and how to get it, in one line that a person can act upon. */
export class SetupError extends Error {}

const refusals = {
  EROFS: 'lies on a disk that can only be read',
  EACCES: 'may not be written by you',
  EPERM: 'may not be written by you',
  ENOSPC: 'lies on a disk that is full',
  EDQUOT: 'is beyond your share of the disk',
}

/** The error as one that a person can act upon, if it is: also a file system that takes nothing. */
export function setupErrorOf(error) {
  if (error instanceof SetupError) return error
  // Asked for a folder with those above it, Node takes a disk that can only be read for one where nothing is.
  const code = error.code === 'ENOENT' && error.syscall === 'mkdir' ? 'EROFS' : error.code
  const refusal = refusals[code]
  if (refusal === undefined || error.path === undefined) return undefined
  return new SetupError(`${error.path} ${refusal}; set-up keeps what it builds in the project folder`)
}

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
 * Does something that may take minutes, and says now and then that it goes on: silence looks the same on a slow machine as on a stuck one.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function patiently(title, work) {
  const started = Date.now()
  const timer = setInterval(() => say(`${title}: at it for ${seconds(started)}`), 20_000)
  return work().finally(() => clearInterval(timer))
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
  const value = await patiently(title, work)
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
