import { useEffect, useRef, useState } from 'react'
import { createLogClient, type LogClient } from './log-client.ts'
import type { LogGrowth } from '../log-messages.ts'
import { askWhileAway } from './ask-while-away.ts'
import type { LogIndexAnswer, LogSource } from './log-source.ts'

export interface LogState extends LogGrowth {
  readonly client: LogClient | undefined
  /** Whether the source is complete. */
  readonly ended: boolean
  readonly failure: string | undefined
  /** How much of a large log has been counted, from 0 to 1; undefined once all is. */
  readonly counted: number | undefined
  /** Whether lines printed before the log was opened are still to come, or that is unknown. */
  readonly isAwaited: boolean
  /** Whether the log of something that has ended no longer exists. */
  readonly isGone: boolean
}

const nothingYet: LogGrowth = {
  ...{ lineCount: 0, rowCount: 0, groupCount: 0, byteCount: 0 },
  ...{ isWhole: true, startedAt: '', version: 0 },
}
/** Bytes. Larger logs are read in windows. */
const largestWhole = 160 * 1024 * 1024
/** Bytes to read before the log's size is known, so that its first lines show at once. */
const readAhead = 8 * 1024 * 1024

/**
 * Streams a log into a worker of its own. Another `key` starts afresh; without one nothing is read. Failing groups of a
 * failed step are unfolded.
 */
export function useLog(key: string | undefined, source: LogSource, failed: boolean): LogState {
  const [client, setClient] = useState<LogClient>()
  const [growth, setGrowth] = useState(nothingYet)
  const [ended, setEnded] = useState(false)
  const [failure, setFailure] = useState<string>()
  const [counted, setCounted] = useState<number>()
  /** Bytes when the log was opened, once known. */
  const [size, setSize] = useState<number>()
  const [isGone, setGone] = useState(false)
  /** Counts attempts to load the worker's script, which fail while the server is away. */
  const [tries, setTries] = useState(0)
  const latest = useRef(source)
  useEffect(() => {
    latest.current = source
  })

  useEffect(() => {
    const { current } = latest
    setGrowth(nothingYet)
    if (key === undefined) return undefined
    const gone = new AbortController()
    const opened = createLogClient({
      onGrown: setGrowth,
      read: (from, to) => current.read(from, to),
      onMissing: () => setTimeout(() => gone.signal.aborted || setTries((before) => before + 1), 1000),
    })
    setClient(opened)
    setEnded(false)
    setFailure(undefined)
    setCounted(undefined)
    setSize(undefined)
    setGone(false)
    let received = 0
    let isSized = false
    let isSeeded = false
    let stop = follow(0)
    void askForLines()

    /** Fetches the index of a large log until it is complete, and shows what is known meanwhile. */
    async function askForLines(): Promise<void> {
      for (;;) {
        const answer = await askForSize()
        // Without an index the log is read from start to end, as if it were small.
        if (gone.signal.aborted || (answer === undefined && isSeeded)) return
        isSized = true
        setSize(answer?.size ?? 0)
        if (answer?.index === undefined) {
          if (received < readAhead) return
          stop()
          stop = follow(received)
          return
        }
        stop()
        opened.seed(answer.index)
        isSeeded = true
        setCounted(answer.more ? answer.index.size / answer.size : undefined)
        if (answer.more) continue
        stop = follow(answer.index.size)
        return
      }
    }

    /** No bytes: either nothing was printed, or the log has been removed. */
    async function askWhetherGone(): Promise<void> {
      const answer = await askForSize()
      if (!gone.signal.aborted) setGone(answer?.written === false)
    }

    function askForSize(): Promise<LogIndexAnswer | undefined> {
      return askWhileAway(() => current.index(largestWhole, gone.signal), gone.signal)
    }

    function follow(from: number): () => void {
      return current.follow(from, {
        onBytes(bytes, at) {
          if (!isSized && received >= readAhead) return stop()
          received = at + bytes.byteLength
          opened.append(bytes)
        },
        onOpen: () => setFailure(undefined),
        onComplete: () => {
          setEnded(true)
          if (received === 0) void askWhetherGone()
        },
        onRefused: (problem) => setFailure(problem.message),
      })
    }

    return () => {
      gone.abort()
      stop()
      opened.close()
      setClient(undefined)
    }
  }, [key, tries])

  useEffect(() => {
    if (ended) client?.complete(failed)
  }, [client, ended, failed])

  const isAwaited = size === undefined || growth.byteCount < size
  return { client, ...growth, ended, failure, counted, isAwaited, isGone }
}
