import { type RefObject, useEffect, useState } from 'react'
import type { LogClient } from '../reading/log-client.ts'
import { cutRange, type LogRange } from './log-selection.ts'
import { createMouseSelection } from './mouse-selection.ts'
import type { ScreenWindow } from './use-log-screen.ts'

export interface LogSelection {
  /** The selected range, if any. */
  range(): LogRange | undefined
  /** Its text, which may be far longer than what is visible. */
  text(): Promise<string | undefined>
}

/** Selecting in a log with the mouse, and the selected text. */
export function useLogSelection(
  stage: RefObject<HTMLDivElement | null>,
  window: ScreenWindow,
  client: LogClient | undefined,
): LogSelection {
  const [selection] = useState(createMouseSelection)
  useEffect(() => selection.show(window))
  useEffect(() => (stage.current === null ? undefined : selection.listen(stage.current)), [selection, stage])

  return {
    range: () => selection.range(),
    async text() {
      const between = selection.range()
      if (between === undefined || client === undefined) return undefined
      const { from, to } = between
      const lines = await client.text(from.line, to.line - from.line + 1, { onlyShown: true })
      return cutRange(lines, between)
    },
  }
}
