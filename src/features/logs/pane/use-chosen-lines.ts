import { useEffect, useRef } from 'react'
import type { ChosenLines } from './log-rows.tsx'

/**
 * Scrolls to the lines in the address once they are loaded, and whenever the address changes. Answers how to choose
 * lines by hand.
 */
export function useChosenLines(
  chosen: ChosenLines | undefined,
  lineCount: number,
  onChoose: (lines: ChosenLines | undefined) => void,
  showLine: (line: number) => void,
): (line: number, extend: boolean) => void {
  const shown = useRef('')
  const anchor = anchorOf(chosen)
  useEffect(() => {
    if (chosen === undefined || shown.current === anchor || lineCount <= chosen.from) return
    shown.current = anchor
    showLine(chosen.from)
  })
  return (line, extend) => {
    const one = { from: line, to: line }
    const range =
      extend && chosen !== undefined ? { from: Math.min(chosen.from, line), to: Math.max(chosen.to, line) } : one
    const next = !extend && anchor === anchorOf(one) ? undefined : range
    // Chosen by hand, so in view already.
    shown.current = anchorOf(next)
    onChoose(next)
  }
}

function anchorOf(lines: ChosenLines | undefined): string {
  return lines === undefined ? '' : `${String(lines.from)}-${String(lines.to)}`
}
