import { type ReactNode, useState } from 'react'
import { flushAll } from '#client/session-port.ts'
import { type Session, SessionProvider, type SignedIn } from './session.ts'
import { createSessionMachine, tabMemory } from './session-machine.ts'

/** The demo begins as the sample's developer. */
const firstPerson: SignedIn = { id: 'dan', name: 'Dan Okafor' }

/** The demo's session: anybody may be anybody. The token is `demo.<person>`, which only the demo's API accepts. */
export function createDemoSession(storage: Storage): Session {
  const memory = tabMemory(storage)
  const machine = createSessionMachine(memory)
  machine.arrive(memory.read() ?? firstPerson)
  return {
    ...machine,
    token: () => {
      const state = machine.state()
      return Promise.resolve(state.kind === 'ready' ? `demo.${state.person.id}` : undefined)
    },
    signInAgain: () => Promise.resolve(false),
    signIn: () => {
      machine.release()
      machine.arrive(firstPerson)
      return Promise.resolve()
    },
    async signOut() {
      await flushAll()
      machine.release()
      machine.set({ kind: 'signed-out' })
    },
    canSwitch: true,
    async switchTo(person) {
      await flushAll()
      machine.release()
      machine.arrive({ id: person, name: person })
    },
  }
}

export function DemoRoot({ children }: { readonly children: ReactNode }) {
  const [session] = useState(() => createDemoSession(sessionStorage))
  return <SessionProvider value={session}>{children}</SessionProvider>
}
