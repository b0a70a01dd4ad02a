import { closeSync, fstatSync, mkdirSync, openSync, renameSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { writeAll } from '../logging/write-all.ts'
import type { CriClock } from '../logging/cri-clock.ts'
import { createCriWriter, type StreamName } from '../logging/cri-writer.ts'
import { createMasker, type MaskPatterns } from '../logging/masker.ts'

/** The log of one Deployment: CRI lines of all its replicas in order of arrival, each text prefixed with `[replica] `. */
export interface DeploymentLog {
  replica(name: string, patterns: MaskPatterns): ReplicaOutput
  /** Adds a line from the supervisor. */
  say(sentence: string): void
  read(from: number, follow: boolean, signal: AbortSignal): AsyncIterable<Uint8Array>
  close(): void
}

export interface ReplicaOutput {
  write(stream: StreamName, bytes: Buffer): void
  /** Writes a last unfinished line after the program has ended. Returns its final words on stderr, masked: the error itself if a trace follows. */
  end(): string | undefined
}

const largest = 64 * 2 ** 20
const chunk = 64 * 1024
const traceLines = 50
/** First lines of fatal errors in Node, Python, Java, Go, Rust and .NET; the trace follows, or precedes in Python. */
const fatalError =
  /^(?:Uncaught )?[\w.$]*(?:Error|Exception)\b|^panic: |^fatal error: |^thread '.*' panicked |^Exception in thread |^Unhandled exception/
const pauseAfterFailureMs = 5000

/** Opens the log at `path`. Never throws: a full disk must not end an application, so output is dropped until there is room again. */
export function openDeploymentLog(path: string, clock: CriClock): DeploymentLog {
  let file: number | undefined
  let retryAt = 0
  const waiting = new Set<() => void>()

  function append(bytes: Buffer): void {
    if (bytes.length === 0 || Date.now() < retryAt) return
    try {
      if (file !== undefined && fstatSync(file).size > largest) {
        closeSync(file)
        // The system may reuse the descriptor's number for another file.
        file = undefined
        renameSync(path, `${path}.1`)
      }
      if (file === undefined) {
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
        file = openSync(path, 'a', 0o600)
      }
      writeAll(file, bytes)
    } catch {
      retryAt = Date.now() + pauseAfterFailureMs
    }
    for (const wake of waiting) wake()
  }

  function replica(name: string, patterns: MaskPatterns): ReplicaOutput {
    const masker = { stdout: createMasker(patterns), stderr: createMasker(patterns) }
    const writer = { stdout: createCriWriter('stdout', clock), stderr: createCriWriter('stderr', clock) }
    let said: readonly string[] = []
    const put = (stream: StreamName, lines: Buffer): void => {
      const marked = prefixed(lines, name)
      if (stream === 'stderr') said = [...said, ...texts(lines)].slice(-traceLines)
      append(marked)
    }
    return {
      write: (stream, bytes) => put(stream, writer[stream].write(masker[stream].write(bytes))),
      end() {
        for (const stream of ['stdout', 'stderr'] as const)
          put(stream, Buffer.concat([writer[stream].write(masker[stream].end()), writer[stream].end()]))
        return (said.findLast((text) => fatalError.test(text)) ?? said.at(-1))?.slice(0, 300)
      },
    }
  }

  async function* read(from: number, follow: boolean, signal: AbortSignal): AsyncGenerator<Uint8Array> {
    let at = from
    while (!signal.aborted) {
      const woken = nextAppend(waiting, signal)
      let found = 0
      for await (const bytes of readFrom(path, at)) {
        found += bytes.length
        yield bytes
      }
      at += found
      // A shorter log means that the large one was rotated; continue at the beginning of the new one, at once.
      if (found === 0 && (await sizeOf(path)) < at) at = 0
      else if (follow) await woken.promise
      woken.cancel()
      if (!follow) return
    }
  }

  return {
    replica,
    read,
    say: (sentence) => append(createCriWriter('stderr', clock).write(Buffer.from(`[linewright] ${sentence}\n`))),
    close() {
      if (file !== undefined) closeSync(file)
      file = undefined
      for (const wake of waiting) wake()
    },
  }
}

/** Prefixes each text with the replica's name; marks cut lines as whole, since lines of other replicas may follow. */
function prefixed(lines: Buffer, name: string): Buffer {
  if (lines.length === 0) return lines
  const text = lines.toString('latin1').replaceAll(/^(\S+ \S+) [FP] ?/gm, `$1 F [${name}] `)
  return Buffer.from(text.endsWith('\n') ? text : `${text}\n`, 'latin1')
}

// npm's own remarks come last and are not the reason.
const remark = /^npm (?:notice|warn)\b/i

function texts(lines: Buffer): readonly string[] {
  return lines
    .toString()
    .split('\n')
    .map((line) => line.split(' ').slice(3).join(' ').trimEnd())
    .filter((text) => text !== '' && !remark.test(text))
}

async function* readFrom(path: string, from: number): AsyncGenerator<Uint8Array> {
  const file = await open(path, 'r').catch(() => undefined)
  if (file === undefined) return
  try {
    for (let at = from; ;) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(chunk), 0, chunk, at)
      if (bytesRead === 0) return
      at += bytesRead
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

async function sizeOf(path: string): Promise<number> {
  const file = await open(path, 'r').catch(() => undefined)
  if (file === undefined) return 0
  try {
    return (await file.stat()).size
  } finally {
    await file.close()
  }
}

function nextAppend(
  waiting: Set<() => void>,
  signal: AbortSignal,
): { readonly promise: Promise<void>; cancel(): void } {
  const { promise, resolve } = Promise.withResolvers<void>()
  const done = (): void => {
    waiting.delete(done)
    signal.removeEventListener('abort', done)
    resolve()
  }
  waiting.add(done)
  signal.addEventListener('abort', done)
  if (signal.aborted) done()
  return { promise, cancel: done }
}
