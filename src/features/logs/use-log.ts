import { useEffect, useRef, useState } from 'react'
import { createLogClient, type LogClient } from './log-client.ts'

/** Reads a log from a byte offset until it is complete or the signal aborts; it resumes by itself after a break. */
export type LogSource = (from: number, signal: AbortSignal) => AsyncIterable<Uint8Array>

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
  latest.current = source

  useEffect(() => {
    const stop = new AbortController()
    const opened = createLogClient(setLineCount)
    setClient(opened)
    setLineCount(0)
    setEnded(false)
    setFailure(undefined)
    async function pump(): Promise<void> {
      for await (const bytes of latest.current(0, stop.signal)) {
        setFailure(undefined)
        opened.append(bytes)
      }
      if (!stop.signal.aborted) setEnded(true)
    }
    pump().catch((reason: unknown) => {
      if (!stop.signal.aborted) setFailure(reason instanceof Error ? reason.message : String(reason))
    })
    return () => {
      stop.abort()
      opened.close()
      setClient(undefined)
    }
  }, [key])

  return { client, lineCount, ended, failure }
}
