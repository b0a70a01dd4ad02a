import { z } from 'zod'

/** How long a project keeps the shared workspaces, logs and built images of its runs. */
export const retentionSchema = z.object({
  /** Days after the end of a run that succeeded. */
  doneDays: z.number().int().min(0).max(3650),
  /** Days after the end of a run that failed or was cancelled, which may still be retried. */
  retryDays: z.number().int().min(0).max(3650),
  /** Limit for all workspaces together, in GiB. */
  gibibytes: z.number().positive().max(100_000),
  /** Days after the last write to a log. */
  logDays: z.number().int().min(1).max(3650).default(365),
  /** Days after an image was last built or rolled out. */
  imageDays: z.number().int().min(1).max(3650).default(180),
  /** Limit for all images together, in GiB. */
  imageGibibytes: z.number().positive().max(100_000).default(50),
})
export type Retention = z.infer<typeof retentionSchema>

/** Applies until somebody changes it. */
export const usualRetention: Retention = {
  doneDays: 14,
  retryDays: 60,
  gibibytes: 50,
  logDays: 365,
  imageDays: 180,
  imageGibibytes: 50,
}

/** The workspace of a run, with its size; `endedAt` is absent while the run is active. */
export interface KeptWorkspace {
  readonly run: string
  readonly endedAt?: string
  readonly isDone: boolean
  readonly bytes: number
}

const day = 86_400_000

/**
 * The workspaces to remove, oldest first: those past their age, then workspaces of successful runs until the rest fits the limit. Never removes the
 * workspace of an active run, nor for size alone that of a run which may still be retried.
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

/** The logs that are past their age; `writtenAt` and `now` in milliseconds since 1970. */
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
  /** When it was last built or rolled out. */
  readonly usedAt: number
  /** Whether it runs, or an active or retryable run refers to it. */
  readonly isInUse: boolean
}

/** The images to remove, longest unused first: those past their age, then more until the rest fits the limit. Never removes one in use. */
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

/** Their total size in bytes. */
export function bytesOf(kept: readonly { readonly bytes: number }[]): number {
  return kept.reduce((bytes, one) => bytes + one.bytes, 0)
}
