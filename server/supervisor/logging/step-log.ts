import { closeSync, ftruncateSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { saidBy } from '#domain/said-by.ts'
import { writeAll } from './write-all.ts'
import type { CriClock } from './cri-clock.ts'
import { createCriWriter } from './cri-writer.ts'
import type { StreamName } from './cri-writer.ts'
import { createMasker } from './masker.ts'
import type { MaskPatterns } from './masker.ts'

/** The log of one step: takes the raw bytes of its streams, masks secrets, and appends CRI lines to a file. */
export interface StepLog {
  write(stream: StreamName, bytes: Buffer): void
  /** Adds a line from the supervisor on stderr. */
  say(sentence: string): void
  /** Writes the rest, closes the file, and returns since when output is missing, if any is. */
  end(): LogFailure | undefined
}

/** Why output is missing in a log. */
export interface LogFailure {
  readonly since: string
  readonly reason: string
}

export interface StepLogOptions {
  readonly path: string
  readonly patterns: MaskPatterns
  readonly clock: CriClock
}

/**
 * Opens the log for appending. Never throws: a full disk must not interrupt a step in the middle of a change, so output is dropped, and `end` says
 * since when.
 */
export function openStepLog({ path, patterns, clock }: StepLogOptions): StepLog {
  let failure: LogFailure | undefined
  let file: number | undefined
  let size = 0
  const streams = {
    stdout: { masker: createMasker(patterns), writer: createCriWriter('stdout', clock) },
    stderr: { masker: createMasker(patterns), writer: createCriWriter('stderr', clock) },
  }

  function fail(error: unknown): void {
    const reason = saidBy(error)
    failure ??= { since: new Date().toISOString(), reason }
  }

  // Writes synchronously instead of queueing: the page cache takes it, readers see it, and a fast program is held back by its full pipe.
  function append(bytes: Buffer): void {
    if (failure !== undefined || file === undefined || bytes.length === 0) return
    try {
      writeAll(file, bytes)
      size += bytes.length
    } catch (error) {
      fail(error)
      dropTornLine(file, size)
    }
  }

  try {
    file = openForAppending(path)
  } catch (error) {
    fail(error)
  }

  return {
    write(stream, bytes) {
      const { masker, writer } = streams[stream]
      append(writer.write(masker.write(bytes)))
    },
    say(sentence) {
      append(createCriWriter('stderr', clock).write(Buffer.from(`${sentence}\n`)))
    },
    end() {
      for (const { masker, writer } of Object.values(streams))
        append(Buffer.concat([writer.write(masker.end()), writer.end()]))
      if (file !== undefined) closeSync(file)
      file = undefined
      return failure
    },
  }
}

/** The folder exists for all but the first step of a TaskRun. */
function openForAppending(path: string): number {
  try {
    return openSync(path, 'a', 0o600)
  } catch {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    return openSync(path, 'a', 0o600)
  }
}

function dropTornLine(file: number, size: number): void {
  try {
    ftruncateSync(file, size)
  } catch {
    // The torn line stays; readers skip lines that are not CRI.
  }
}
