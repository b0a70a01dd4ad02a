import { useEffect, useRef, useState } from 'react'
import { createLogClient, type LogClient } from './log-client.ts'
import type { LogGrowth } from '../log-messages.ts'
import { askWhileAway } from './ask-while-away.ts'
import type { LogIndexAnswer, LogSource } from './log-source.ts'

export interface LogState extends LogGrowth {
  readonly client: LogClient | undefined
  /** Whether the source has said everything. */
  readonly ended: boolean
  readonly failure: string | undefined
  /** The part of a large log whose lines are known, while they are being counted. */
  readonly counted: number | undefined
  /** Whether something had been printed when the log was opened that is not here yet, or it is not known. */
  readonly isAwaited: boolean
  /** Whether there is no log of what has ended. */
  readonly isGone: boolean
}

const nothingYet: LogGrowth = {
  ...{ lineCount: 0, rowCount: 0, groupCount: 0, byteCount: 0 },
  ...{ isWhole: true, startedAt: '', version: 0 },
}
/** A larger log is read by windows. */
const largestWhole = 160 * 1024 * 1024
/** How much is read before it is known how large the log is: its first lines are there at once. */
const readAhead = 8 * 1024 * 1024

/** Streams a log into a worker of its own; `key` names the log, a new one starts afresh, none reads nothing. A failed step shows its failing groups open. */
export function useLog(key: string | undefined, source: LogSource, failed: boolean): LogState {
  const [client, setClient] = useState<LogClient>()
  const [growth, setGrowth] = useState(nothingYet)
  const [ended, setEnded] = useState(false)
  const [failure, setFailure] = useState<string>()
  const [counted, setCounted] = useState<number>()
  /** How many bytes there were when the log was opened, once that is known. */
  const [size, setSize] = useState<number>()
  const [isGone, setGone] = useState(false)
  /** The worker was asked for while the server was away. */
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

    /** Asks where the lines are until all of a large log are known; what is known is shown meanwhile. */
    async function askForLines(): Promise<void> {
      for (;;) {
        const answer = await askForSize()
        // Without an answer the log is read from its beginning to its end, as if it were small.
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

    /** Nothing came: either nothing was printed, or there is nothing to read any more. */
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
