import { useEffect, useState } from 'react'
import type { z } from 'zod'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { patternOf } from '#domain/logs/log-search.ts'
import type { Problem } from '#domain/problem.ts'
import { type logHitSchema, searchRunLogs, type stepLogAddressSchema } from '#contract/logs.ts'
import { askedQuery } from './search-query.ts'
import type { LogSettings } from '../pane/use-log-settings.ts'

export type RunLog = z.infer<typeof stepLogAddressSchema>
export type RunLogHit = z.infer<typeof logHitSchema>

/** Findings in one log: the number of all, and the first ones. */
export interface FoundInLog {
  readonly count: number
  readonly hits: readonly RunLogHit[]
}

export interface RunSearch {
  /** By the name of the log (`logName`). */
  readonly found: ReadonlyMap<string, FoundInLog>
  readonly isSearching: boolean
  /** How many logs have been searched, of how many. */
  readonly read: number
  readonly logs: number
  readonly failure: Problem | 'noPattern' | undefined
}

const shownPerLog = 100
/** Milliseconds without typing before the server is asked. */
const typingPause = 250
const nothing: RunSearch = { found: new Map(), isSearching: false, read: 0, logs: 0, failure: undefined }

/** Names a log within its run, for addresses. */
export function logName({ taskRun, retry, step }: Pick<RunLog, 'taskRun' | 'retry' | 'step'>): string {
  return `${taskRun}/${String(retry)}/${step}`
}

/** Searches all logs of a run on the server; findings appear part by part. */
export function useRunSearch(project: string, run: string, { query }: Pick<LogSettings, 'query'>): RunSearch {
  const { client } = usePlatform()
  const [search, setSearch] = useState(nothing)
  const { words, matchCase, wholeWord, regexp } = query
  useEffect(() => {
    // Clears the old findings, which say nothing about the new words.
    setSearch({ ...nothing, isSearching: words !== '' })
    if (words === '') return undefined
    if (patternOf({ words, matchCase, wholeWord, regexp }) === undefined) {
      setSearch({ ...nothing, failure: 'noPattern' })
      return undefined
    }
    const stop = new AbortController()
    async function ask(): Promise<void> {
      setSearch({ ...nothing, isSearching: true })
      const found = new Map<string, FoundInLog>()
      for (let after = '', isOver = false; !isOver;) {
        const asked = { ...askedQuery({ words, matchCase, wholeWord, regexp }), after }
        const part = await client.ask(
          searchRunLogs,
          { params: { project, run }, query: asked },
          { signal: stop.signal },
        )
        if (stop.signal.aborted) return
        for (const { log, count, hits } of part.steps) {
          const before = found.get(logName(log)) ?? { count: 0, hits: [] }
          found.set(logName(log), {
            count: before.count + count,
            hits: [...before.hits, ...hits].slice(0, shownPerLog),
          })
        }
        ;({ after, end: isOver } = part)
        setSearch({
          found: new Map(found),
          isSearching: !isOver,
          read: part.read,
          logs: part.logs,
          failure: undefined,
        })
      }
    }
    const timer = setTimeout(() => {
      ask().catch((error: unknown) => {
        if (!stop.signal.aborted) setSearch({ ...nothing, failure: problemOf(error) })
      })
    }, typingPause)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [client, project, run, words, matchCase, wholeWord, regexp])
  return search
}
