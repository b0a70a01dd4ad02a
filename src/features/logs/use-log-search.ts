import { useEffect, useMemo, useState } from 'react'
import type { LogFilter } from './log-messages.ts'
import { patternOf } from './plain-lines.ts'
import type { LogState } from './use-log.ts'
import type { LogSettings } from './use-log-settings.ts'

const contextLines = 3
const noHits = new Uint32Array()

export interface LogSearch {
  /** One entry per hit: the number of its line. */
  readonly hits: Uint32Array
  readonly isPattern: boolean
  /** What is marked in the lines. */
  readonly pattern: RegExp | undefined
}

/** Searches the log whenever words, options or the log itself change, and sets the filter that the settings ask for. */
export function useLogSearch(log: LogState, { query, onlyHits, levels }: LogSettings): LogSearch {
  const [found, setFound] = useState<Uint32Array | null>(noHits)
  const pattern = useMemo(() => (query.words === '' ? undefined : patternOf(query)), [query])

  useEffect(() => {
    let stale = false
    if (query.words === '') {
      setFound(noHits)
      return undefined
    }
    void log.client?.search(query).then((hits) => {
      if (!stale) setFound(hits)
    })
    return () => {
      stale = true
    }
  }, [log.client, log.lineCount, query])

  useEffect(() => {
    const filter: LogFilter =
      levels.length > 0
        ? { kind: 'levels', levels }
        : onlyHits && query.words !== ''
          ? { kind: 'hits', query, context: contextLines }
          : { kind: 'none' }
    log.client?.filter(filter)
  }, [log.client, levels, onlyHits, query])

  return { hits: found ?? noHits, isPattern: found !== null, pattern }
}
