import type { SessionState, SignedIn } from './session.ts'

/** Holds the state of a session and what waits for it. Portable: tests run it without a browser. */
export interface SessionMachine {
  readonly state: () => SessionState
  readonly subscribe: (listener: () => void) => () => void
  readonly set: (next: SessionState) => void
  /** Resolves once it is known whether anybody is signed in. */
  readonly known: () => Promise<void>
  /** The identity provider says who is signed in: compared with whose tab this is. Answers whether the tab may go on. */
  readonly arrive: (person: SignedIn) => boolean
  /** Becomes `expired` and waits until somebody has arrived; answers whether it was the same person. */
  readonly expire: () => Promise<boolean>
  /** Whoever arrives next is welcome: a deliberate switch or sign-out. */
  readonly release: () => void
  readonly accept: () => void
}

/** Where a tab keeps whose it is: survives a reload, is not shared with other tabs. */
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
