import { type RefObject, useEffect, useRef, useState } from 'react'
import { onThemeChange } from '#ui/colours.ts'
import { fontComing, type LogScreen, openLogScreen } from './log-screen.ts'

interface Terminal {
  readonly screen: RefObject<LogScreen | undefined>
  /** How many rows fit. A new object whenever all has to be painted again. */
  readonly fitted: { readonly rows: number }
}

/** Keeps a terminal open on an element, as large as it and in the page's colours. */
export function useTerminal(stage: RefObject<HTMLDivElement | null>, fontSize: number): Terminal {
  const screen = useRef<LogScreen>(undefined)
  const [fitted, setFitted] = useState({ rows: 0 })
  const [fontsThere, setFontsThere] = useState(0)
  // After the pane's first paint: creating a terminal takes as long as all the rest, and it has nothing to show yet.
  useEffect(() => {
    const element = stage.current
    if (element === null) return undefined
    const opened = openLogScreen(element, fontSize)
    screen.current = opened
    const fit = (): void => setFitted({ rows: opened.fit() })
    const sized = new ResizeObserver(fit)
    sized.observe(element)
    const stopTheming = onThemeChange(() => {
      opened.retheme()
      setFitted(({ rows }) => ({ rows }))
    })
    fit()
    let isGone = false
    // Row heights were measured in another font, so measure again.
    void fontComing(fontSize)?.then(
      () => (isGone ? undefined : setFontsThere((before) => before + 1)),
      () => undefined,
    )
    return () => {
      isGone = true
      sized.disconnect()
      stopTheming()
      opened.close()
      screen.current = undefined
    }
  }, [stage, fontSize, fontsThere])
  return { screen, fitted }
}
