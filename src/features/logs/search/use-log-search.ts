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
/** Milliseconds without typing before the server is asked. */
const typingPause = 200

export interface LogSearch {
  /** The line number of each hit. */
  readonly hits: Uint32Array
  /** Why the pattern finds nothing: it is invalid, or only a browser could search for it. */
  readonly refusal: 'noPattern' | 'hardPattern' | undefined
  /** Whether more may be found. */
  readonly isSearching: boolean
  /** What to mark in the lines. */
  readonly pattern: RegExp | undefined
}

/** Searches the log whenever query or log change, and applies the filter from the settings. */
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

/** Findings of the server in a log that is not loaded as a whole. A growing log is searched on from where it ended. */
function useFoundByServer(
  { lineCount, ended }: LogState,
  source: LogSource,
  key: string | undefined,
  question: Parameters<LogSource['find']>[0],
): { readonly lines: Uint32Array<ArrayBuffer>; readonly isSearching: boolean; readonly isHard: boolean } {
  const [lines, setLines] = useState<Uint32Array<ArrayBuffer>>(noHits)
  const [isSearching, setSearching] = useState(false)
  const [isHard, setHard] = useState(false)
  const newest = useRef({ source, question })
  useEffect(() => {
    newest.current = { source, question }
  })
  // For a growing log, the server is asked again for every 10,000 lines rather than for each one.
  const growth = ended ? lineCount : Math.floor(lineCount / 10_000)
  const reached = useRef({ key: '', ...nothingFound })
  const { matchCase, wholeWord, regexp } = question.query

  useEffect(() => {
    const stop = new AbortController()
    setHard(false)
    if (key === undefined) {
      setLines(noHits)
      setSearching(false)
      return undefined
    }
    const searchKey = [key, matchCase, wholeWord, regexp].join('/')
    const start = reached.current.key === searchKey ? reached.current : nothingFound
    if (start === nothingFound) setLines(noHits)
    setSearching(true)
    // While lines are being counted, the log grows with each part: continue instead of searching again.
    const keep = (found: FoundSoFar): void => {
      reached.current = { key: searchKey, ...found }
      setLines(Uint32Array.from(found.lines))
    }
    const timer = setTimeout(() => {
      findAll(newest.current.source, newest.current.question, start, stop.signal, keep)
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
