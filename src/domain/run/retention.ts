import { z } from 'zod'

/** How long the shared workspaces and the logs of a project's runs are kept, and the images that they have built. */
export const retentionSchema = z.object({
  /** Days after the end of a run that succeeded. */
  doneDays: z.number().int().min(0).max(3650),
  /** Days after the end of a run that failed or was cancelled, and may still be retried. */
  retryDays: z.number().int().min(0).max(3650),
  /** What all of them may take together, in GiB. */
  gibibytes: z.number().positive().max(100_000),
  /** Days after a log was written to for the last time. */
  logDays: z.number().int().min(1).max(3650).default(365),
  /** Days after an image was built or rolled out for the last time. */
  imageDays: z.number().int().min(1).max(3650).default(180),
  /** What all images may take together, in GiB. */
  imageGibibytes: z.number().positive().max(100_000).default(50),
})
export type Retention = z.infer<typeof retentionSchema>

/** What holds until somebody decides otherwise. */
export const usualRetention: Retention = {
  doneDays: 14,
  retryDays: 60,
  gibibytes: 50,
  logDays: 365,
  imageDays: 180,
  imageGibibytes: 50,
}

/** The workspace of a run, with what it takes; `endedAt` is absent while the run goes on. */
export interface KeptWorkspace {
  readonly run: string
  readonly endedAt?: string
  readonly isDone: boolean
  readonly bytes: number
}

const day = 86_400_000

/**
 * The workspaces to be removed, oldest first: those beyond their age, then of runs that succeeded as many as take too much. Never that of a run which goes
 * on, and for its size alone never that of one which may still be retried.
 */
export function workspacesToRemove(
  kept: readonly KeptWorkspace[],
  retention: Retention,
  now: number,
): readonly KeptWorkspace[] {
  const ended = kept
    .flatMap((one) => (one.endedAt === undefined ? [] : [{ one, at: Date.parse(one.endedAt) }]))
    .toSorted((a, b) => a.at - b.at)
  const limit = retention.gibibytes * 2 ** 30
  const isOld = ({ one, at }: (typeof ended)[number]): boolean =>
    now - at >= (one.isDone ? retention.doneDays : retention.retryDays) * day
  let left = bytesOf(kept) - bytesOf(ended.filter(isOld).map(({ one }) => one))
  return ended
    .filter((entry) => {
      if (isOld(entry)) return true
      if (left <= limit || !entry.one.isDone) return false
      left -= entry.one.bytes
      return true
    })
    .map(({ one }) => one)
}

/** Those of some logs whose time is over: `writtenAt` and `now` in milliseconds since 1970. */
export function logsToRemove<Logs extends { readonly writtenAt: number }>(
  kept: readonly Logs[],
  { logDays }: Retention,
  now: number,
): readonly Logs[] {
  return kept.filter(({ writtenAt }) => now - writtenAt >= logDays * day)
}

/** An image in the store; `usedAt` in milliseconds since 1970. */
export interface KeptImage {
  readonly digest: string
  readonly bytes: number
  /** When it was built or rolled out for the last time. */
  readonly usedAt: number
  /** Whether it runs, or a run names it that goes on or may be retried. */
  readonly isInUse: boolean
}

/** The images to be removed, the longest unused first: those whose time is over, then as many as take too much. Never one that is in use. */
export function imagesToRemove(
  kept: readonly KeptImage[],
  { imageDays, imageGibibytes }: Pick<Retention, 'imageDays' | 'imageGibibytes'>,
  now: number,
): readonly KeptImage[] {
  let left = bytesOf(kept)
  return kept
    .filter(({ isInUse }) => !isInUse)
    .toSorted((a, b) => a.usedAt - b.usedAt)
    .filter(({ usedAt, bytes }) => {
      if (now - usedAt < imageDays * day && left <= imageGibibytes * 2 ** 30) return false
      left -= bytes
      return true
    })
}

/** Bytes that all of them take together. */
export function bytesOf(kept: readonly { readonly bytes: number }[]): number {
  return kept.reduce((bytes, one) => bytes + one.bytes, 0)
}
