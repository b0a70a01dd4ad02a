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

/**
 * Notifies when a run ends or asks for approval, if that is switched on and nobody is looking at the page. `onRefused` hears when the browser does not
 * let this site notify.
 */
export function useNotice(state: RunStateName, words: string, onRefused: () => void): Notice {
  const [isOn, setOn] = useState(false)
  const before = useRef(state)
  const isPossible = 'Notification' in globalThis
  useEffect(() => {
    const hasChanged = before.current !== state
    before.current = state
    if (!isOn || !hasChanged || !telling.includes(state) || isLookedAt(document)) return
    if (!showNotice(words)) setOn(false)
  }, [isOn, state, words])
  return {
    isPossible,
    isOn,
    async toggle() {
      if (isOn || !isPossible) return setOn(false)
      const isAllowed = (await Notification.requestPermission()) === 'granted'
      setOn(isAllowed)
      if (!isAllowed) onRefused()
    },
  }
}

/** Returns whether it was shown: Chrome on a telephone has the constructor, but throws when a page calls it. */
export function showNotice(words: string): boolean {
  try {
    const shown = new Notification(words, { tag: location.pathname })
    shown.addEventListener('click', () => {
      globalThis.focus()
      shown.close()
    })
    return true
  } catch {
    return false
  }
}

/** A page may be visible beside the window that somebody works in, and still not be looked at. */
export function isLookedAt(page: Pick<Document, 'hidden' | 'hasFocus'>): boolean {
  return !page.hidden && page.hasFocus()
}
