import { useEffect, useMemo, useRef, useState } from 'react'
import { problemOf } from '#client/problems.ts'
import { patternOf } from '#domain/logs/log-search.ts'
import type { LogFilter } from '../log-messages.ts'
import { findAll, type FoundSoFar, type LogSource, noWords } from '../reading/log-source.ts'
import type { LogState } from '../reading/use-log.ts'
import type { LogSettings } from '../pane/use-log-settings.ts'

const contextLines = 3
const noHits = new Uint32Array()
const nothingFound: FoundSoFar = { after: '', lines: [] }
/** Whoever types asks the server once they pause. */
const typingPause = 200

export interface LogSearch {
  /** One entry per hit: the number of its line. */
  readonly hits: Uint32Array
  /** Why the pattern finds nothing: it is none, or one that only a browser could search for. */
  readonly refusal: 'noPattern' | 'hardPattern' | undefined
  /** Whether more may be found. */
  readonly isSearching: boolean
  /** What is marked in the lines. */
  readonly pattern: RegExp | undefined
}

/** Searches the log whenever words, options or the log itself change, and sets the filter that the settings ask for. */
export function useLogSearch(log: LogState, source: LogSource, settings: LogSettings): LogSearch {
  const { levels, onlyHits, query } = settings
  const { client, isWhole, lineCount } = log
  const [found, setFound] = useState<Uint32Array<ArrayBuffer> | null>(noHits)
  const pattern = useMemo(() => (query.words === '' ? undefined : patternOf(query)), [query])
  const words = useFoundByServer(log, source, isWhole || pattern === undefined ? undefined : query.words, {
    query,
    levels: [],
  })
  const levelled = useFoundByServer(log, source, isWhole || levels.length === 0 ? undefined : levels.join(), {
    query: noWords,
    levels,
  })

  useEffect(() => {
    let stale = false
    if (query.words === '' || !isWhole) {
      setFound(noHits)
      return undefined
    }
    void client?.search(query).then((hits) => {
      if (!stale) setFound(hits)
    })
    return () => {
      stale = true
    }
  }, [client, isWhole, lineCount, query])

  useEffect(() => {
    const wantsHits = onlyHits && query.words !== ''
    let filter: LogFilter = { kind: 'none' }
    if (levels.length > 0)
      filter = isWhole ? { kind: 'levels', levels } : { kind: 'lines', lines: levelled.lines, context: 0 }
    else if (wantsHits)
      filter = isWhole
        ? { kind: 'hits', query, context: contextLines }
        : { kind: 'lines', lines: words.lines, context: contextLines }
    client?.filter(filter)
  }, [client, isWhole, levels, levelled.lines, onlyHits, query, words.lines])

  return {
    hits: isWhole ? (found ?? noHits) : words.lines,
    refusal:
      found === null || (query.words !== '' && pattern === undefined)
        ? 'noPattern'
        : words.isHard
          ? 'hardPattern'
          : undefined,
    isSearching: words.isSearching || levelled.isSearching,
    pattern,
  }
}

/** What the server finds in a log that is not here whole, part by part; a log that grows is read on from where it ended. */
function useFoundByServer(
  { lineCount, ended }: LogState,
  source: LogSource,
  key: string | undefined,
  question: Parameters<LogSource['find']>[0],
): { readonly lines: Uint32Array<ArrayBuffer>; readonly isSearching: boolean; readonly isHard: boolean } {
  const [lines, setLines] = useState<Uint32Array<ArrayBuffer>>(noHits)
  const [isSearching, setSearching] = useState(false)
  const [isHard, setHard] = useState(false)
  const asked = useRef({ source, question })
  useEffect(() => {
    asked.current = { source, question }
  })
  // A live log that pours in is asked about again and again, but not for each of its lines.
  const growth = ended ? lineCount : Math.floor(lineCount / 10_000)
  const known = useRef({ key: '', ...nothingFound })
  const { matchCase, wholeWord, regexp } = question.query

  useEffect(() => {
    const stop = new AbortController()
    setHard(false)
    if (key === undefined) {
      setLines(noHits)
      setSearching(false)
      return undefined
    }
    const whole = [key, matchCase, wholeWord, regexp].join('/')
    const start = known.current.key === whole ? known.current : nothingFound
    if (start === nothingFound) setLines(noHits)
    setSearching(true)
    // A log whose lines are being counted grows with each part: what has been searched is not searched again.
    const keep = (found: FoundSoFar): void => {
      known.current = { key: whole, ...found }
      setLines(Uint32Array.from(found.lines))
    }
    const timer = setTimeout(() => {
      findAll(asked.current.source, asked.current.question, start, stop.signal, keep)
        .then(() => setSearching(false))
        .catch((error: unknown) => {
          if (stop.signal.aborted) return
          setSearching(false)
          setHard(problemOf(error).code === 'unsupported')
        })
    }, typingPause)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [key, matchCase, wholeWord, regexp, growth])

  return { lines, isSearching, isHard }
}
