import { closeSync, fdatasync, fstatSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { parseJson } from '#domain/parse-json.ts'
import { stepStatusSchema, taskRunStatusSchema } from '#domain/tekton/run/status.ts'
import { taskLaunchSchema } from '#domain/tekton/launch/task-launch.ts'
import { writeAll } from '../logging/write-all.ts'

const recordSchema = z.discriminatedUnion('kind', [
  /** The TaskRun is accepted: a journal with this record but without an end means that steps may have run. */
  z.object({ kind: z.literal('launch'), at: z.string(), launch: taskLaunchSchema }),
  /** A step is about to start; written to disk before the step exists. */
  z.object({ kind: z.literal('claim'), at: z.string(), step: z.string(), marker: z.string() }),
  z.object({ kind: z.literal('spawned'), step: z.string(), pid: z.number(), startTime: z.string().optional() }),
  z.object({ kind: z.literal('exit'), status: stepStatusSchema }),
  z.object({ kind: z.literal('end'), status: taskRunStatusSchema }),
])
/** One line of a TaskRun's journal; contains no secret values. */
export type JournalRecord = z.infer<typeof recordSchema>

/** The append-only record of one try of one TaskRun. */
export interface Journal {
  /** Writes without flushing: survives a crash of this process, not a power cut. */
  note(record: JournalRecord): void
  /** Like `note`, then flushes everything noted so far to disk. */
  commit(record: JournalRecord): Promise<void>
  close(): void
}

const flush = promisify(fdatasync)

/** Opens the journal of a try and makes its folders; throws if the disk refuses. */
export function openJournal(path: string): Journal {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const file = openSync(path, 'a', 0o600)
  syncFolder(dirname(path))
  // A record torn by a power cut must not merge with the next one; empty lines are ignored.
  if (fstatSync(file).size > 0) writeAll(file, Buffer.from('\n'))
  let size = fstatSync(file).size
  let open = true

  function note(record: JournalRecord): void {
    const bytes = Buffer.from(`${JSON.stringify(record)}\n`)
    try {
      writeAll(file, bytes)
      size += bytes.length
    } catch (error) {
      // A torn line would swallow the next record.
      ftruncateSync(file, size)
      throw error
    }
  }

  return {
    note,
    async commit(record) {
      note(record)
      await flush(file)
    },
    close() {
      if (open) closeSync(file)
      open = false
    },
  }
}

/** Reads a journal; skips a last line torn by a power cut. */
export function readJournal(path: string): readonly JournalRecord[] {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
  return lines.flatMap((line) => {
    const record = parseJson(line, recordSchema)
    return record === undefined ? [] : [record]
  })
}

/** A new file survives a power cut only if its folder is flushed as well. */
function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
