import { useCallback, useMemo } from 'react'
import { logLevels, type LogLevel } from '#domain/logs/levels.ts'
import { recall, remember } from '#ui/storage.ts'
import { useAddress } from '#ui/use-address.ts'
import type { Query } from '#domain/logs/log-search.ts'

export const timeModes = ['off', 'time', 'start', 'step'] as const
/** `start`: since the step began; `step`: since the line before. */
export type TimeMode = (typeof timeModes)[number]

const fontSizes = [10, 11, 12, 13, 14, 16, 18, 22] as const
const usualFontSize = 12

/** How a log is shown. All of it is in the address unless it is a default; times and wrapping are remembered too. */
export interface LogSettings {
  readonly query: Query
  readonly onlyHits: boolean
  readonly levels: readonly LogLevel[]
  readonly times: TimeMode
  /** A name that `Intl` knows; undefined means local time. */
  readonly timeZone: string | undefined
  /** Font size in pixels. */
  readonly fontSize: number
  readonly wrap: boolean
  /** Key of the log that fills the window. */
  readonly maximised: string
}

export interface LogSettingsControl extends LogSettings {
  /** Changes parameters of the address; undefined removes one. */
  readonly set: (changes: Readonly<Partial<Record<SettingName, string | undefined>>>) => void
}

const names = ['find', 'case', 'word', 'regexp', 'only', 'level', 'times', 'zone', 'wrap', 'size', 'max'] as const
type SettingName = (typeof names)[number]
const habits: readonly SettingName[] = ['times', 'zone', 'wrap', 'size']

/** The next larger or smaller size as a parameter; empty for the default. */
export function nextSize(fontSize: number, step: 1 | -1): string {
  const at = fontSizes.findIndex((pixels) => pixels === fontSize) + step
  return String(fontSizes[Math.max(0, Math.min(fontSizes.length - 1, at))] ?? usualFontSize)
}

/** A time zone from an address or a habit; undefined (local time) if `Intl` does not know it. */
function knownZone(name: string): string | undefined {
  if (name === '' || name === 'local') return undefined
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return undefined
  }
}

export function useLogSettings(): LogSettingsControl {
  const [search, change] = useAddress()
  const [find, matchCase, wholeWord, regexp, only, level, times, zone, wrap, size, max] = names.map(
    (name) => search.get(name) ?? (habits.includes(name) ? recall(`log.${name}`) : undefined) ?? '',
  )
  const set = useCallback<LogSettingsControl['set']>(
    (changes) => {
      for (const name of habits) {
        const value = changes[name]
        if (value !== undefined) remember(`log.${name}`, value)
      }
      change(changes, 'beside')
    },
    [change],
  )
  return useMemo(
    () => ({
      query: {
        words: find ?? '',
        matchCase: matchCase === '1',
        wholeWord: wholeWord === '1',
        regexp: regexp === '1',
      },
      onlyHits: only === '1',
      levels: logLevels.filter((name) => (level ?? '').split(',').includes(name)),
      times: timeModes.find((mode) => mode === times) ?? 'time',
      timeZone: knownZone(zone ?? ''),
      fontSize: fontSizes.find((pixels) => String(pixels) === size) ?? usualFontSize,
      wrap: wrap !== 'off',
      maximised: max ?? '',
      set,
    }),
    [find, matchCase, wholeWord, regexp, only, level, times, zone, wrap, size, max, set],
  )
}
