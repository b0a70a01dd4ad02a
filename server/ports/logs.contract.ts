import { describe, expect, it } from 'vitest'
import type { LogKey } from '#domain/tekton/launch/log-key.ts'
import type { LogStore } from './logs.ts'

export interface WrittenLogs {
  readonly logs: LogStore
  readonly append: (key: LogKey, text: string) => Promise<void>
}

/** The contract of every log store, whoever writes. */
export function logStoreContract(name: string, create: () => Promise<WrittenLogs>): void {
  const key = { namespace: 'p', taskRun: 't', retry: 0, step: 's' }
  const textOf = (read: { readonly bytes: Uint8Array } | undefined): string => new TextDecoder().decode(read?.bytes)

  describe(`log store: ${name}`, () => {
    it('reads from an offset, at most so much', async () => {
      const { logs, append } = await create()
      expect(await logs.read(key, 0, 10)).toBeUndefined()
      await append(key, 'abcdef')
      expect(textOf(await logs.read(key, 2, 3))).toBe('cde')
      expect(await logs.read(key, 6, 3)).toMatchObject({ size: 6 })
      expect(textOf(await logs.read(key, 6, 3))).toBe('')
      expect(await logs.read({ ...key, retry: 1 }, 0, 3)).toBeUndefined()
    })

    it('says what logs take and when they were written, and removes those of a TaskRun', async () => {
      const { logs, append } = await create()
      const before = Date.now()
      expect(await logs.kept('p')).toEqual([])
      await append(key, 'abc')
      await append({ ...key, retry: 1, step: 'other' }, 'de')
      await append({ ...key, taskRun: 't-2' }, 'x')
      await append({ ...key, namespace: 'p-2' }, 'y')
      const kept = (await logs.kept('p')).toSorted((a, b) => a.taskRun.localeCompare(b.taskRun))
      expect(kept).toMatchObject([
        { taskRun: 't', bytes: 5 },
        { taskRun: 't-2', bytes: 1 },
      ])
      // A disk may have coarser timestamps than the clock.
      for (const { writtenAt } of kept) expect(Math.abs(writtenAt - before)).toBeLessThan(60_000)
      await logs.remove('p', 't')
      await logs.remove('p', 'unknown')
      expect(await logs.read(key, 0, 10)).toBeUndefined()
      expect((await logs.kept('p')).map(({ taskRun }) => taskRun)).toEqual(['t-2'])
      expect(await logs.kept('p-2')).toHaveLength(1)
    })

    it('tells when a log has grown, and stops waiting when asked', async () => {
      const { logs, append } = await create()
      await append(key, 'a')
      await logs.grown(key, 0, new AbortController().signal)
      const grown = logs.grown(key, 1, new AbortController().signal)
      await append(key, 'b')
      await grown
      expect(await logs.read(key, 1, 10)).toMatchObject({ size: 2 })
      const stop = new AbortController()
      const waiting = logs.grown(key, 2, stop.signal)
      stop.abort()
      await expect(waiting).resolves.toBeUndefined()
    })
  })
}
