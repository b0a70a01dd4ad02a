import { useEffect, useRef, useState } from 'react'
import type { LogListener } from '#client/live/logs.ts'
import { createLogClient, type LogClient } from './log-client.ts'

/** Follows a log from a byte offset until it is complete; answers how to stop. Breaks are healed by the client. */
export type LogSource = (from: number, listener: LogListener) => () => void

export interface LogState {
  readonly client: LogClient | undefined
  readonly lineCount: number
  /** Whether the source has said everything. */
  readonly ended: boolean
  readonly failure: string | undefined
}

/** Streams a log into a worker of its own; `key` names the log, a new one starts afresh. */
export function useLog(key: string, source: LogSource): LogState {
  const [client, setClient] = useState<LogClient>()
  const [lineCount, setLineCount] = useState(0)
  const [ended, setEnded] = useState(false)
  const [failure, setFailure] = useState<string>()
  const latest = useRef(source)
  useEffect(() => {
    latest.current = source
  })

  useEffect(() => {
    const opened = createLogClient(setLineCount)
    setClient(opened)
    setLineCount(0)
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

  return { client, lineCount, ended, failure }
}
