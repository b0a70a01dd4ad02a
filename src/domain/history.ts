/** One state of the past or the future, with the name of the step that led from it (past) or leads to it (future). */
export interface Step<T, N, A = unknown> {
  readonly document: T
  readonly name: N
  /** What the step changed beside the document, as it was in this state. */
  readonly aside?: A
}

/**
 * What an editor can take back: immutable documents, so that a step is a reference and no inverse is ever written. `mark` joins steps: the
 * next record with an equal mark replaces the present instead of adding a step (typing in one field).
 */
export interface History<T, N = string, A = unknown> {
  readonly past: readonly Step<T, N, A>[]
  readonly present: T
  readonly future: readonly Step<T, N, A>[]
  readonly mark: string | undefined
}

const mostSteps = 500

/** A history that begins with a document. */
export function historyOf<T, N = string, A = never>(present: T): History<T, N, A> {
  return { past: [], present, future: [], mark: undefined }
}

/** Records a step under a name; the same document is none. The oldest of more than 500 steps is forgotten. */
export function record<T, N, A>(
  history: History<T, N, A>,
  document: T,
  name: N,
  mark?: string,
  aside?: A,
): History<T, N, A> {
  if (document === history.present) return history
  if (mark !== undefined && mark === history.mark) return { ...history, present: document, future: [] }
  const past = [...history.past, stateOf(history.present, name, aside)].slice(-mostSteps)
  return { past, present: document, future: [], mark }
}

/** Ends a burst: the next record is a step of its own whatever its mark. */
export function endBurst<T, N, A>(history: History<T, N, A>): History<T, N, A> {
  return history.mark === undefined ? history : { ...history, mark: undefined }
}

/** Says what stands now beside the document, of that which a step changed there. */
type AsideNow<A> = (aside: A) => A

/** Takes the last step back; the same history when there is none. */
export function undo<T, N, A>(history: History<T, N, A>, asideNow: AsideNow<A> = same): History<T, N, A> {
  const last = history.past.at(-1)
  if (last === undefined) return history
  const { document, name, aside } = last
  const left = stateOf(history.present, name, aside === undefined ? undefined : asideNow(aside))
  return { past: history.past.slice(0, -1), present: document, future: [left, ...history.future], mark: undefined }
}

/** Does the step again that was last taken back; the same history when there is none. */
export function redo<T, N, A>(history: History<T, N, A>, asideNow: AsideNow<A> = same): History<T, N, A> {
  const [next, ...future] = history.future
  if (next === undefined) return history
  const { document, name, aside } = next
  const left = stateOf(history.present, name, aside === undefined ? undefined : asideNow(aside))
  return { past: [...history.past, left], present: document, future, mark: undefined }
}

function stateOf<T, N, A>(document: T, name: N, aside: A | undefined): Step<T, N, A> {
  return aside === undefined ? { document, name } : { document, name, aside }
}

function same<A>(aside: A): A {
  return aside
}
