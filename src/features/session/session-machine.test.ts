import { describe, expect, it } from 'vitest'
import type { SignedIn } from './session.ts'
import { createSessionMachine } from './session-machine.ts'

const aya: SignedIn = { id: 'aya', name: 'Aya' }
const dan: SignedIn = { id: 'dan', name: 'Dan' }

function machineOf(owner?: SignedIn) {
  let kept = owner
  const machine = createSessionMachine({ read: () => kept, write: (person) => (kept = person) })
  return { machine, kept: () => kept }
}

describe('the session of a tab', () => {
  it('belongs to the first person who arrives, and remembers them', () => {
    const { machine, kept } = machineOf()
    expect(machine.arrive(aya)).toBe(true)
    expect(machine.state()).toEqual({ kind: 'ready', person: aya })
    expect(kept()).toEqual(aya)
  })

  it('lets requests wait until it is known whether anybody is signed in', async () => {
    const { machine } = machineOf()
    let isKnown = false
    const waiting = machine.known().then(() => (isKnown = true))
    await Promise.resolve()
    expect(isKnown).toBe(false)
    machine.set({ kind: 'failed', message: 'The issuer does not answer' })
    await waiting
    expect(isKnown).toBe(true)
  })

  it('stops when a reload or renewal returns somebody else', () => {
    const { machine, kept } = machineOf(aya)
    expect(machine.arrive(dan)).toBe(false)
    expect(machine.state()).toEqual({ kind: 'other-person', person: aya, other: dan })
    expect(kept()).toEqual(aya)
  })

  it('continues as the other person only after they accept', () => {
    const { machine, kept } = machineOf(aya)
    machine.arrive(dan)
    machine.accept()
    expect(machine.state()).toEqual({ kind: 'ready', person: dan })
    expect(kept()).toEqual(dan)
  })

  it('accepts anybody after a deliberate switch', () => {
    const { machine } = machineOf(aya)
    machine.release()
    expect(machine.arrive(dan)).toBe(true)
  })

  it('lets all requests wait for one sign-in, and continues when the same person is back', async () => {
    const { machine } = machineOf()
    machine.arrive(aya)
    const waiting = [machine.expire(), machine.expire()]
    expect(machine.state()).toEqual({ kind: 'expired', person: aya })
    machine.arrive(aya)
    expect(await Promise.all(waiting)).toEqual([true, true])
  })

  it('lets none continue if it is somebody else', async () => {
    const { machine } = machineOf()
    machine.arrive(aya)
    const waiting = machine.expire()
    machine.arrive(dan)
    expect(await waiting).toBe(false)
    expect(await machine.expire()).toBe(false)
  })
})
