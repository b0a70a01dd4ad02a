/** One state of the past or the future, with the name of the step that led from it (past) or leads to it (future). */
export interface Step<T, N> {
  readonly document: T
  readonly name: N
}

/**
 * What an editor can take back: immutable documents, so that a step is a reference and no inverse is ever written. `mark` joins steps: the
 * next record with an equal mark replaces the present instead of adding a step (typing in one field).
 */
export interface History<T, N = string> {
  readonly past: readonly Step<T, N>[]
  readonly present: T
  readonly future: readonly Step<T, N>[]
  readonly mark: string | undefined
}

const mostSteps = 500

/** A history that begins with a document. */
export function historyOf<T, N = string>(present: T): History<T, N> {
  return { past: [], present, future: [], mark: undefined }
}

/** Records a step under a name; the same document is none. The oldest of more than 500 steps is forgotten. */
export function record<T, N>(history: History<T, N>, document: T, name: N, mark?: string): History<T, N> {
  if (document === history.present) return history
  if (mark !== undefined && mark === history.mark) return { ...history, present: document, future: [] }
  const past = [...history.past, { document: history.present, name }].slice(-mostSteps)
  return { past, present: document, future: [], mark }
}

/** Ends a burst: the next record is a step of its own whatever its mark. */
export function endBurst<T, N>(history: History<T, N>): History<T, N> {
  return history.mark === undefined ? history : { ...history, mark: undefined }
}

/** Takes the last step back; the same history when there is none. */
export function undo<T, N>(history: History<T, N>): History<T, N> {
  const last = history.past.at(-1)
  if (last === undefined) return history
  const future = [{ document: history.present, name: last.name }, ...history.future]
  return { past: history.past.slice(0, -1), present: last.document, future, mark: undefined }
}

/** Does the step again that was last taken back; the same history when there is none. */
export function redo<T, N>(history: History<T, N>): History<T, N> {
  const [next, ...future] = history.future
  if (next === undefined) return history
  return {
    past: [...history.past, { document: history.present, name: next.name }],
    present: next.document,
    future,
    mark: undefined,
  }
}
