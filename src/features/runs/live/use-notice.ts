import { useEffect, useRef, useState } from 'react'
import type { RunStateName } from '#domain/run/state-names.ts'

const telling: readonly RunStateName[] = ['succeeded', 'failed', 'cancelled', 'superseded', 'needs-approval']

export interface Notice {
  /** Whether the browser can show notifications at all. */
  readonly isPossible: boolean
  readonly isOn: boolean
  /** Asks the browser's permission where needed; stays off when the person refuses. */
  readonly toggle: () => Promise<void>
}

/** Tells by a notification of the browser when a run ends or asks for approval: only when asked to, and only while the page is not looked at. */
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

/** A page beside the window that somebody works in is in view, and not looked at. */
export function isLookedAt(page: Pick<Document, 'hidden' | 'hasFocus'>): boolean {
  return !page.hidden && page.hasFocus()
}
