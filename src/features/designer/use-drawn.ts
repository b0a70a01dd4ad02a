import { useEffect, useMemo, useRef, useState } from 'react'
import type { LineLayout } from '#domain/line/layout/layout-model.ts'
import { askLayout } from './layout-client.ts'
import type { LineView } from './line-view.ts'

/** A line with its layout: what the board draws. */
export interface DrawnLine {
  readonly view: LineView
  readonly layout: LineLayout
}

/**
 * The newest line that has a layout. While a new one is being made, the board stays with the last line and its layout together, so that a
 * card never stands without its words; edits that move nothing are drawn at once. Undefined until the first layout.
 */
export function useDrawn(view: LineView): DrawnLine | undefined {
  // Equal input gives an equal layout: most edits, such as typing a value, need none.
  const key = useMemo(() => JSON.stringify(view.layoutInput), [view.layoutInput])
  const newest = useRef(view.layoutInput)
  useEffect(() => {
    newest.current = view.layoutInput
  })
  const [answer, setAnswer] = useState<{ readonly key: string; readonly layout: LineLayout }>()
  useEffect(() => {
    let isCurrent = true
    askLayout(newest.current, (layout) => {
      if (isCurrent) setAnswer({ key, layout })
    })
    return () => {
      isCurrent = false
    }
  }, [key])
  const current = useMemo(
    () => (answer?.key === key ? { view, layout: answer.layout } : undefined),
    [answer, key, view],
  )
  const last = useRef<DrawnLine>(undefined)
  useEffect(() => {
    if (current !== undefined) last.current = current
  }, [current])
  return current ?? last.current
}
