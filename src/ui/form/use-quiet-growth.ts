import { type RefObject, useEffect, useState } from 'react'
import { whenQuiet } from '../when-quiet.ts'

const quiet = 1500
const atOnce = 14
const perTurn = 40

/**
 * How many fields to render even if they are out of view: a few at first, and all after a while, so that the browser's
 * search and screen readers find every field. Grows only while nobody types, points or scrolls.
 */
export function useQuietGrowth(form: RefObject<HTMLElement | null>, total: number): number {
  const [reach, setReach] = useState(atOnce)
  const isDone = reach >= total
  useEffect(() => {
    const place = form.current
    if (place === null || isDone) return undefined
    let last = performance.now()
    let timer: ReturnType<typeof setTimeout> | undefined
    let callOff: (() => void) | undefined
    function wait(): void {
      const left = quiet - (performance.now() - last)
      if (left > 0) timer = setTimeout(wait, left)
      else
        callOff = whenQuiet(() => {
          setReach((before) => before + perTurn)
          timer = setTimeout(wait, 100)
        })
    }
    function busy(): void {
      last = performance.now()
    }
    wait()
    const kinds = ['keydown', 'pointerdown', 'wheel'] as const
    for (const kind of kinds) addEventListener(kind, busy, { passive: true, capture: true })
    return () => {
      clearTimeout(timer)
      callOff?.()
      for (const kind of kinds) removeEventListener(kind, busy, { capture: true })
    }
  }, [form, isDone])
  return isDone ? total : reach
}
