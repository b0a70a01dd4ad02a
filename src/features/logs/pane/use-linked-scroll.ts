import { useEffect, useRef } from 'react'
import type { LogClient } from '../reading/log-client.ts'
import type { ScreenWindow } from './use-log-screen.ts'

/** Keeps two panes at the same time of day: the one being scrolled reports its time, the other follows. */
export function useLinkedScroll(
  client: LogClient | undefined,
  screen: ScreenWindow,
  linked: { readonly time: string | undefined; readonly onTime: (time: string) => void } | undefined,
) {
  const isHeld = useRef(false)
  const time = screen.painted.rows[0]?.line.time ?? ''
  const latest = useRef({ screen, linked })
  useEffect(() => {
    latest.current = { screen, linked }
  })

  useEffect(() => {
    if (isHeld.current && time !== '') latest.current.linked?.onTime(time)
  }, [time])

  const wanted = linked?.time
  useEffect(() => {
    if (isHeld.current || wanted === undefined) return undefined
    let stale = false
    void client?.lineAt(wanted).then((line) => (stale ? undefined : latest.current.screen.showLine(line, 'top')))
    return () => {
      stale = true
    }
  }, [client, wanted])

  const hold = (): void => void (isHeld.current = true)
  const release = (): void => void (isHeld.current = false)
  return { onPointerEnter: hold, onPointerLeave: release, onFocus: hold, onBlur: release }
}
