import type { KeyboardEvent } from 'react'
import type { LogState } from '../reading/use-log.ts'
import type { ScreenWindow } from './use-log-screen.ts'
import { rowsOfKey } from './row-place.ts'
import { type LogSettingsControl, nextSize, timeModes } from './use-log-settings.ts'
import type { LogTexts } from './use-log-texts.ts'

export interface LogKeys {
  readonly log: LogState
  readonly screen: Pick<ScreenWindow, 'follow' | 'goRows' | 'screen'>
  readonly settings: LogSettingsControl
  readonly texts: LogTexts
  readonly hasSelection: () => boolean
  readonly showLine: (line: number) => void
  readonly goToLevel: (step: 1 | -1) => void
  readonly focusSearch: () => void
  /** Leaves the full window; undefined if the log does not fill it. */
  readonly restore: (() => void) | undefined
}

/** Handles the keys that pagers and editors have taught people. */
export function handleLogKey(event: KeyboardEvent, keys: LogKeys): void {
  if (event.nativeEvent.isComposing) return
  const rows = event.ctrlKey || event.metaKey || event.altKey ? undefined : rowsOfKey(event.key, screenRows(keys))
  if (rows !== undefined && event.target === event.currentTarget && keys.screen.goRows(rows))
    return event.preventDefault()
  const act = actionOf(event, keys)
  if (act === undefined) return
  event.preventDefault()
  act()
}

function screenRows({ screen }: LogKeys): number {
  return screen.screen.current?.rowCount ?? 1
}

function actionOf(event: KeyboardEvent, keys: LogKeys): (() => void) | undefined {
  const { log, screen, settings, texts, hasSelection, showLine, goToLevel, focusSearch, restore } = keys
  if (event.key === 'Escape' && restore !== undefined) return restore
  if (event.ctrlKey || event.metaKey) return event.key === 'c' && hasSelection() ? () => void texts.copy() : undefined
  if (event.altKey) return undefined
  switch (event.key) {
    case 'G':
    case 'End':
    case 'j':
    case 'J':
      return screen.follow
    case 'g':
      return () => showLine(0)
    case 'f':
      return () => goToLevel(1)
    case 'F':
      return () => goToLevel(-1)
    case 'z':
      return () => log.client?.fold(undefined, true)
    case 'Z':
      return () => log.client?.fold(undefined, false)
    case 'w':
      return () => settings.set({ wrap: settings.wrap ? 'off' : 'on' })
    case 't':
      return () => settings.set({ times: timeModes[(timeModes.indexOf(settings.times) + 1) % timeModes.length] })
    case '+':
      return () => settings.set({ size: nextSize(settings.fontSize, 1) })
    case '-':
      return () => settings.set({ size: nextSize(settings.fontSize, -1) })
    case 'l':
      return () => void texts.copyLink()
    case '/':
      return focusSearch
    default:
      return undefined
  }
}
