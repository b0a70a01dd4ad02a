import { useEffect, useRef, useState } from 'react'
import type { RunStateName } from '#domain/run/state-names.ts'

const telling: readonly RunStateName[] = ['succeeded', 'failed', 'cancelled', 'superseded', 'needs-approval']

export interface Notice {
  /** Whether the browser can show notifications. */
  readonly isPossible: boolean
  readonly isOn: boolean
  /** Asks for the browser's permission if needed; stays off if that is refused. */
  readonly toggle: () => Promise<void>
}

/** Notifies when a run ends or asks for approval, if that is switched on and nobody is looking at the page. */
export function useNotice(state: RunStateName, words: string): Notice {
  const [isOn, setOn] = useState(false)
  const before = useRef(state)
  const isPossible = 'Notification' in globalThis
  useEffect(() => {
    const hasChanged = before.current !== state
    before.current = state
    if (!isOn || !hasChanged || !telling.includes(state) || isLookedAt(document)) return
    const shown = new Notification(words, { tag: location.pathname })
    shown.addEventListener('click', () => {
      globalThis.focus()
      shown.close()
    })
  }, [isOn, state, words])
  return {
    isPossible,
    isOn,
    async toggle() {
      if (isOn || !isPossible) return setOn(false)
      setOn((await Notification.requestPermission()) === 'granted')
    },
  }
}

/** A page may be visible beside the window that somebody works in, and still not be looked at. */
export function isLookedAt(page: Pick<Document, 'hidden' | 'hasFocus'>): boolean {
  return !page.hidden && page.hasFocus()
}
