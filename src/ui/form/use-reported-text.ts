import { useEffect, useRef, useState } from 'react'

// Milliseconds: joins the letters of a fast typist; slower ones see the effect of each.
const typing = 100
// Milliseconds: reports even during uninterrupted typing, so that a killed tab loses little.
const longest = 500
// Milliseconds: the first letter after a pause is reported right after its paint, since changing a single digit should
// show its effect at once.
const painted = 20

/** What is remembered between renders: the text, what was last reported, and the timer. */
interface Kept {
  text: string
  sent: string
  /** When the last key came, in milliseconds. */
  typedAt: number
  /** When the first unreported letter came. */
  waitsSince: number | undefined
  timer: ReturnType<typeof setTimeout> | undefined
}

interface ReportedText {
  /** The text as last shown. A text field keeps its own while somebody types. */
  readonly text: string
  /** Takes a letter, and reports it soon. */
  readonly type: (next: string, isShown: boolean) => void
  /** Takes a whole text, and reports it at once. */
  readonly settle: (next: string) => void
}

/** The text of a field, which is ahead of its value while somebody types. */
export function useReportedText(value: string, report: (text: string) => void): ReportedText {
  const [text, setText] = useState(value)
  const kept = useRef<Kept>({ text: value, sent: value, typedAt: -typing, waitsSince: undefined, timer: undefined })
  useEffect(() => {
    // A change from elsewhere (undo, a paste) replaces the text; the field's own value comes back unchanged.
    const now = kept.current
    if (now.timer === undefined && now.sent !== value && now.text !== value) {
      now.text = value
      setText(value)
    }
    now.sent = value
  }, [value])

  function send(next: string): void {
    const now = kept.current
    clearTimeout(now.timer)
    now.timer = undefined
    now.waitsSince = undefined
    if (next === now.sent) return
    now.sent = next
    report(next)
  }
  const latest = useRef(send)
  latest.current = send
  useEffect(() => {
    const now = kept.current
    // If the row is unmounted with a letter pending, as by the Back button, report it now.
    return () => {
      if (now.timer !== undefined) latest.current(now.text)
    }
  }, [])

  return {
    text,
    type(next, isShown) {
      const now = kept.current
      now.text = next
      if (isShown) setText(next)
      clearTimeout(now.timer)
      const at = performance.now()
      const isResting = at - now.typedAt >= typing
      now.typedAt = at
      now.waitsSince ??= at
      const rest = Math.min(typing, now.waitsSince + longest - at)
      now.timer = setTimeout(() => send(next), isResting ? painted : rest)
    },
    settle(next) {
      kept.current.text = next
      setText(next)
      send(next)
    },
  }
}
