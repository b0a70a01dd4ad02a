import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { whenAsked } from './asked.ts'

describe('whenAsked', () => {
  const watching = new Set<() => void>()
  const callBack = vi.fn<() => void>()
  let frame: object | null = null

  beforeEach(() => {
    vi.useFakeTimers()
    vi.stubGlobal('document', { body: {}, querySelector: () => frame })
    vi.stubGlobal(
      'MutationObserver',
      class {
        readonly #told: () => void
        constructor(told: () => void) {
          this.#told = told
        }
        observe(): void {
          watching.add(this.#told)
        }
        disconnect(): void {
          watching.delete(this.#told)
        }
      },
    )
  })

  afterEach(() => {
    vi.unstubAllGlobals()
    vi.useRealTimers()
    callBack.mockClear()
    frame = null
    watching.clear()
  })

  it('calls back at once when it was asked before', () => {
    frame = {}
    whenAsked(callBack)
    expect(callBack).toHaveBeenCalledOnce()
    expect(watching.size).toBe(0)
  })

  it('calls back once when something is added to the page', () => {
    whenAsked(callBack)
    expect(callBack).not.toHaveBeenCalled()
    for (const told of watching) told()
    vi.runAllTimers()
    expect(callBack).toHaveBeenCalledOnce()
    expect(watching.size).toBe(0)
  })

  it('stops waiting after a while', () => {
    whenAsked(callBack)
    vi.runAllTimers()
    expect(callBack).toHaveBeenCalledOnce()
    expect(watching.size).toBe(0)
  })

  it('does not call back once stopped', () => {
    whenAsked(callBack)()
    vi.runAllTimers()
    expect(watching.size).toBe(0)
    expect(callBack).not.toHaveBeenCalled()
  })
})
