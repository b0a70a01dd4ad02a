import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { imagesToRemove, type KeptWorkspace, workspacesToRemove } from './retention.ts'

const now = Date.UTC(2026, 0, 31)
const daysAgo = (days: number): string => new Date(now - days * 86_400_000).toISOString()
const gibibyte = 2 ** 30

function kept(run: string, days: number | undefined, isDone: boolean, gibibytes = 1): KeptWorkspace {
  return { run, isDone, bytes: gibibytes * gibibyte, ...(days === undefined ? {} : { endedAt: daysAgo(days) }) }
}
const named = (removed: readonly KeptWorkspace[]) => removed.map(({ run }) => run)

describe('workspaces to be removed', () => {
  it('are those beyond their age, which is longer for what may be retried', () => {
    const all = [
      kept('done-old', 8, true),
      kept('done-new', 6, true),
      kept('failed', 8, false),
      kept('lost', 40, false),
    ]
    const retention = { doneDays: 7, retryDays: 30, gibibytes: 100, logDays: 365, imageDays: 180, imageGibibytes: 100 }
    expect(named(workspacesToRemove(all, retention, now))).toEqual(['lost', 'done-old'])
  })

  it('are the oldest of what succeeded, where all take too much', () => {
    const all = [
      kept('a', 3, true),
      kept('b', 2, true),
      kept('failed', 5, false),
      kept('c', 1, true),
      kept('live', undefined, false),
    ]
    const retention = { doneDays: 7, retryDays: 30, gibibytes: 3, logDays: 365, imageDays: 180, imageGibibytes: 100 }
    expect(named(workspacesToRemove(all, retention, now))).toEqual(['a', 'b'])
  })

  it('never spare too little: what goes on stays, and what may be retried goes by age only', () => {
    const some = fc.array(
      fc.record({ days: fc.option(fc.nat(90), { nil: undefined }), isDone: fc.boolean(), size: fc.nat(5) }),
    )
    fc.assert(
      fc.property(
        some,
        fc.nat(90),
        fc.nat(90),
        fc.integer({ min: 1, max: 20 }),
        (list, doneDays, retryDays, gibibytes) => {
          const all = list.map(({ days, isDone, size }, index) => kept(String(index), days, isDone, size))
          const removed = workspacesToRemove(
            all,
            { doneDays, retryDays, gibibytes, logDays: 365, imageDays: 180, imageGibibytes: 100 },
            now,
          )
          for (const { endedAt, isDone } of removed) {
            expect(endedAt).toBeDefined()
            if (!isDone) expect(now - Date.parse(endedAt ?? '')).toBeGreaterThanOrEqual(retryDays * 86_400_000)
          }
          const rest = all.filter((one) => !removed.includes(one))
          const removable = rest.filter(({ endedAt, isDone }) => endedAt !== undefined && isDone)
          const left = rest.reduce((bytes, one) => bytes + one.bytes, 0)
          if (removable.some(({ bytes }) => bytes > 0)) expect(left).toBeLessThanOrEqual(gibibytes * gibibyte)
        },
      ),
    )
  })
})

describe('images to be removed', () => {
  it('are those that nobody has built or rolled out for long, but for what is in use', () => {
    const image = (digest: string, days: number, isInUse = false) => ({
      ...{ digest, isInUse, bytes: 1, usedAt: now - days * 86_400_000 },
    })
    const all = [image('old', 30), image('runs', 30, true), image('new', 29)]
    expect(imagesToRemove(all, { imageDays: 30, imageGibibytes: 100 }, now).map(({ digest }) => digest)).toEqual([
      'old',
    ])
  })

  it('are, where all take too much, those that were not used for longest, until the rest has room', () => {
    const image = (digest: string, days: number, isInUse = false) => ({
      ...{ digest, isInUse, bytes: gibibyte, usedAt: now - days * 86_400_000 },
    })
    const all = [image('new', 1), image('runs', 9, true), image('oldest', 8), image('older', 5), image('old', 3)]
    const removed = (imageGibibytes: number) =>
      imagesToRemove(all, { imageDays: 30, imageGibibytes }, now).map(({ digest }) => digest)
    expect(removed(5)).toEqual([])
    expect(removed(3)).toEqual(['oldest', 'older'])
    expect(removed(0.5), 'what runs stays, however large it is').toEqual(['oldest', 'older', 'old', 'new'])
  })
})
