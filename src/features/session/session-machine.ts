import type { SessionState, SignedIn } from './session.ts'

/** The state of a session and everything that waits for it. Portable, so that tests need no browser. */
export interface SessionMachine {
  readonly state: () => SessionState
  readonly subscribe: (listener: () => void) => () => void
  readonly set: (next: SessionState) => void
  /** Resolves once it is known whether anybody is signed in. */
  readonly known: () => Promise<void>
  /**
   * The identity provider says who is signed in. Answers whether that is this tab's person, so that it may continue.
   */
  readonly arrive: (person: SignedIn) => boolean
  /** Enters `expired` and waits until somebody has arrived; answers whether it is the same person. */
  readonly expire: () => Promise<boolean>
  /** Accepts whoever arrives next: for a deliberate switch or sign-out. */
  readonly release: () => void
  readonly accept: () => void
}

/** Where a tab remembers its person: survives a reload, and other tabs do not share it. */
export interface TabMemory {
  readonly read: () => SignedIn | undefined
  readonly write: (person: SignedIn | undefined) => void
}

export function createSessionMachine(memory: TabMemory): SessionMachine {
  let state: SessionState = { kind: 'signing-in' }
  let owner = memory.read()
  let waiting: { readonly promise: Promise<boolean>; readonly resolve: (same: boolean) => void } | undefined
  const listeners = new Set<() => void>()
  let tell: () => void = () => undefined
  const known = new Promise<void>((resolve) => (tell = resolve))

  function set(next: SessionState): void {
    state = next
    if (next.kind !== 'signing-in') tell()
    for (const listener of listeners) listener()
  }
  function own(person: SignedIn | undefined): void {
    owner = person
    memory.write(person)
  }
  function settle(same: boolean): void {
    waiting?.resolve(same)
    waiting = undefined
  }
  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    set,
    known: () => known,
    arrive(person) {
      if (owner !== undefined && owner.id !== person.id) {
        set({ kind: 'other-person', person: owner, other: person })
        settle(false)
        return false
      }
      own(person)
      set({ kind: 'ready', person })
      settle(true)
      return true
    },
    async expire() {
      if (state.kind === 'other-person' || owner === undefined) return false
      if (waiting === undefined) {
        let resolve: (same: boolean) => void = () => undefined
        const promise = new Promise<boolean>((done) => (resolve = done))
        waiting = { promise, resolve }
        set({ kind: 'expired', person: owner })
      }
      return waiting.promise
    },
    release: () => own(undefined),
    accept() {
      if (state.kind !== 'other-person') return
      const { other } = state
      own(other)
      set({ kind: 'ready', person: other })
    },
  }
}

/** The tab's own storage in a browser. */
export function tabMemory(storage: Storage): TabMemory {
  const key = 'linewright.person'
  return {
    read() {
      const [id, name] = (storage.getItem(key) ?? '').split('\n')
      return id === undefined || id === '' ? undefined : { id, name: name ?? id }
    },
    write(person) {
      if (person === undefined) storage.removeItem(key)
      else storage.setItem(key, `${person.id}\n${person.name}`)
    },
  }
}
