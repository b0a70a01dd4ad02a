import { useEffect, useRef, useState } from 'react'
import type { LogListener } from '#client/live/logs.ts'
import { createLogClient, type LogClient } from './log-client.ts'
import type { LogGrowth } from './log-messages.ts'

/** Follows a log from a byte offset until it is complete; answers how to stop. Breaks are healed by the client. */
export type LogSource = (from: number, listener: LogListener) => () => void

export interface LogState extends LogGrowth {
  readonly client: LogClient | undefined
  /** Whether the source has said everything. */
  readonly ended: boolean
  readonly failure: string | undefined
}

const nothingYet: LogGrowth = { lineCount: 0, rowCount: 0, groupCount: 0, byteCount: 0, startedAt: '', version: 0 }

/** Streams a log into a worker of its own; `key` names the log, a new one starts afresh. A failed step shows its failing groups open. */
export function useLog(key: string, source: LogSource, failed: boolean): LogState {
  const [client, setClient] = useState<LogClient>()
  const [growth, setGrowth] = useState(nothingYet)
  const [ended, setEnded] = useState(false)
  const [failure, setFailure] = useState<string>()
  const latest = useRef(source)
  useEffect(() => {
    latest.current = source
  })

  useEffect(() => {
    const opened = createLogClient(setGrowth)
    setClient(opened)
    setGrowth(nothingYet)
    setEnded(false)
    setFailure(undefined)
    const stop = latest.current(0, {
      onBytes: (bytes) => opened.append(bytes),
      onOpen: () => setFailure(undefined),
      onComplete: () => setEnded(true),
      onRefused: (problem) => setFailure(problem.message),
    })
    return () => {
      stop()
      opened.close()
      setClient(undefined)
    }
  }, [key])

  useEffect(() => {
    if (ended) client?.complete(failed)
  }, [client, ended, failed])

  return { client, ...growth, ended, failure }
}
