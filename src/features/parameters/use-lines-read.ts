import { useEffect, useState } from 'react'
import type { Editor } from '#client/change-set/editor.ts'
import { readingStages } from '#domain/line/parse.ts'
import { linesIn, textsOfLines } from './texts-of-lines.ts'

// Milliseconds of parsing before the browser gets a turn.
const turn = 12

/**
 * Whether the lines of a change set are parsed. Done some stages at a time, so that the page stays responsive; the
 * results are cached.
 */
export function useLinesRead(editor: Editor | undefined): boolean {
  const [read, setRead] = useState<Editor>()
  useEffect(() => {
    if (editor === undefined) return undefined
    const { history, bases } = editor.store.getState()
    const steps = readingStages(linesIn(textsOfLines(history.present, bases)))
    let timer = setTimeout(go)
    function go(): void {
      const end = performance.now() + turn
      while (performance.now() < end) if (steps.next().done === true) return setRead(editor)
      timer = setTimeout(go)
    }
    return () => clearTimeout(timer)
  }, [editor])
  return read === editor
}
