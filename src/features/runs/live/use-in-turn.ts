import { useEffect, useRef, useState } from 'react'
import type { Run } from '#domain/run/state.ts'
import { browserFrames } from './frames.ts'
import { isLarge } from './large-run.ts'

/**
 * A run as one part of the page shows it. For a large run each part follows some frames after the other: all parts in
 * one task would keep the cards waiting.
 */
export function useInTurn(run: Run, turn: number): Run {
  const [shown, setShown] = useState(run)
  const newest = useRef(run)
  const isComing = useRef(false)
  newest.current = run
  const inTurn = isLarge(run)
  useEffect(() => {
    if (!inTurn || run === shown || isComing.current) return
    isComing.current = true
    afterFrames(turn, () => {
      isComing.current = false
      setShown(newest.current)
    })
  }, [inTurn, run, shown, turn])
  return seenInTurn(run, shown)
}

/** The run to show until this part's turn: a small one is always current, a large one waits unless its state changes. */
export function seenInTurn(run: Run, shown: Run): Run {
  if (!isLarge(run)) return run
  const isOther = run.id !== shown.id || run.attempt !== shown.attempt || run.state !== shown.state
  return isOther ? run : shown
}

function afterFrames(count: number, work: () => void): void {
  browserFrames.next(() => {
    if (count > 1) afterFrames(count - 1, work)
    else browserFrames.painted(work)
  })
}
