/** A past or future state, with the name of the step that led away from it (past) or leads to it (future). */
export interface Step<T, N, A = unknown> {
  readonly document: T
  readonly name: N
  /** State outside the document that the step changed, as it was here. */
  readonly aside?: A
}

/**
 * The undo history of an editor. Documents are immutable, so a step is a reference and needs no inverse. `mark` joins steps: the next record with an
 * equal mark replaces the present instead of adding a step (typing in one field).
 */
export interface History<T, N = string, A = unknown> {
  readonly past: readonly Step<T, N, A>[]
  readonly present: T
  readonly future: readonly Step<T, N, A>[]
  readonly mark: string | undefined
}

const mostSteps = 500

/** Starts a history with a document. */
export function historyOf<T, N = string, A = never>(present: T): History<T, N, A> {
  return { past: [], present, future: [], mark: undefined }
}

/** Records a named step; recording the present document again adds none. Forgets the oldest steps beyond 500. */
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

/** Ends a burst: the next record adds a step even if its mark is equal. */
export function endBurst<T, N, A>(history: History<T, N, A>): History<T, N, A> {
  return history.mark === undefined ? history : { ...history, mark: undefined }
}

/** Reads the current state outside the document for the parts that a step changed. */
type AsideNow<A> = (aside: A) => A

/** Takes back the last step; returns the same history when there is none. */
export function undo<T, N, A>(history: History<T, N, A>, asideNow: AsideNow<A> = same): History<T, N, A> {
  const last = history.past.at(-1)
  if (last === undefined) return history
  const { document, name, aside } = last
  const left = stateOf(history.present, name, aside === undefined ? undefined : asideNow(aside))
  return { past: history.past.slice(0, -1), present: document, future: [left, ...history.future], mark: undefined }
}

/** Repeats the step that was last taken back; returns the same history when there is none. */
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
