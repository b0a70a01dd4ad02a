import { expect, it } from 'vitest'
import { endOf } from './log-end.ts'
import type { LogSource } from './log-source.ts'

const text = Array.from({ length: 100 }, (_, line) => `line ${String(line)}\n`).join('')

/** A log that arrives in small pieces. */
function sourceOf(whole: string, piece: number): { readonly source: LogSource; readonly asked: number[] } {
  const bytes = new TextEncoder().encode(whole)
  const asked: number[] = []
  const never = () => Promise.reject(new Error('Nobody asks for this'))
  const source: LogSource = {
    follow(from, listener) {
      asked.push(from)
      for (let at = from; at < bytes.length; at += piece)
        listener.onBytes(Uint8Array.from(bytes.subarray(at, at + piece)), at)
      listener.onComplete?.()
      return () => undefined
    },
    index: (above) => Promise.resolve({ size: bytes.length, written: true, more: above < bytes.length }),
    ...{ read: never, find: never, download: never },
  }
  return { source, asked }
}

async function readEnd(source: LogSource, bytes: number): Promise<{ readonly told: string; readonly at: number[] }> {
  const decoder = new TextDecoder()
  const at: number[] = []
  let told = ''
  await new Promise<void>((resolve) => {
    endOf(source, bytes).follow(0, {
      onBytes(part, from) {
        told += decoder.decode(part)
        at.push(from)
      },
      onComplete: resolve,
      onRefused: () => undefined,
    })
  })
  return { told, at }
}

it.each([1, 7, 1000])('reads whole lines from near the end, in pieces of %i bytes', async (piece) => {
  const { source, asked } = sourceOf(text, piece)
  const { told, at } = await readEnd(source, 20)
  expect(told).toBe('line 98\nline 99\n')
  expect(asked).toEqual([text.length - 20])
  // Offsets without gaps, so that a broken connection resumes at the right byte.
  expect(at).toEqual(at.toSorted((a, b) => a - b))
})

it('is all of a short log', async () => {
  const { source } = sourceOf('one\ntwo\n', 3)
  expect(await readEnd(source, 20)).toMatchObject({ told: 'one\ntwo\n' })
})

it('counts no lines, and reads nothing once nobody wants it', async () => {
  const { source, asked } = sourceOf(text, 9)
  const end = endOf(source, 20)
  expect(await end.index(0, new AbortController().signal)).toEqual({ size: text.length, written: true, more: false })
  end.follow(0, { onBytes: () => undefined, onRefused: () => undefined })()
  await Promise.resolve()
  await Promise.resolve()
  expect(asked).toEqual([])
})
