import { useEffect, useRef, useState } from 'react'
import type { Texts } from '#domain/documents.ts'
import { problemOf } from '#client/problems.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { ImportAnswer, ImportQuestion, ReadImport } from './import-reading.ts'

type Asked = Omit<ImportQuestion, 'id' | 'name'>

export interface ImportReader {
  /** What the text contains; undefined while it is empty or being read. */
  readonly read: Result<ReadImport> | undefined
  readonly isReading: boolean
  /** The line's text under a name, and the documents that come with it. Waits for a text that is still being read. */
  readonly make: (name: string) => Promise<Result<{ readonly line: string; readonly documents: Texts }>>
}

/** Reads a text in a worker. Typing on does not wait for the text before. */
export function useImportReader({ text, known, revision, which }: Asked): ImportReader {
  const [answered, setAnswered] = useState<{ readonly text: string; readonly read: Result<ReadImport> }>()
  const reader = useRef<Reader>(undefined)
  // A newer question would end the one whose answer is about to become a line.
  const isMaking = useRef(false)
  useEffect(() => {
    const own = createReader()
    reader.current = own
    return own.end
  }, [])
  useEffect(() => {
    if (text.trim() === '' || isMaking.current) return
    let isWanted = true
    const show = (read: Result<ReadImport>): void => {
      if (isWanted) setAnswered({ text, read })
    }
    reader.current?.ask({ text, known, revision, which, name: undefined }).then(
      ({ read }) => show(read),
      (error: unknown) => show(err(problemOf(error))),
    )
    return () => {
      isWanted = false
    }
  }, [text, known, revision, which])
  const isRead = answered?.text === text
  return {
    read: isRead && text.trim() !== '' ? answered.read : undefined,
    isReading: !isRead && text.trim() !== '',
    async make(name) {
      isMaking.current = true
      const answer = await reader.current?.ask({ text, known, revision, which, name }).finally(() => {
        isMaking.current = false
      })
      if (answer === undefined) throw new Error('The import was closed')
      const { read, made } = answer
      // This question may have taken the place of a reading that had not ended.
      setAnswered({ text, read })
      if (!read.ok) return read
      if (made === undefined) throw new Error('No line was made')
      return made.ok ? ok({ line: made.value, documents: read.value.documents }) : made
    },
  }
}

const retryMilliseconds = 1000

interface Reader {
  readonly ask: (question: Omit<ImportQuestion, 'id'>) => Promise<ImportAnswer>
  readonly end: () => void
}

/** A worker that answers the newest question: if it is busy with an older one, it is replaced. */
function createReader(): Reader {
  let worker: Worker | undefined
  let count = 0
  let isBusy = false
  function fresh(): Worker {
    worker?.terminate()
    worker = new Worker(new URL('./import-worker-main.ts', import.meta.url), { type: 'module', name: 'import' })
    return worker
  }
  return {
    ask(question) {
      const id = ++count
      return new Promise((resolve, reject) => {
        function send(): void {
          const port = worker === undefined || isBusy ? fresh() : worker
          isBusy = true
          port.onmessage = ({ data }: MessageEvent<ImportAnswer>) => {
            if (data.id !== id) return
            isBusy = false
            resolve(data)
          }
          port.onerror = (event) => {
            if (event instanceof ErrorEvent) return reject(new Error(event.message))
            // A bare event means that the script could not be loaded, since the server is away.
            return void setTimeout(() => id === count && send(), retryMilliseconds)
          }
          port.postMessage({ ...question, id } satisfies ImportQuestion)
        }
        send()
      })
    },
    end() {
      count += 1
      worker?.terminate()
    },
  }
}
