import { bytesOf, imagesToRemove, type KeptImage, type Retention, usualRetention } from '#domain/run/retention.ts'
import type { Ports } from '../ports.ts'
import type { Orchestrator } from './runs/orchestrator.ts'
import type { RunReader } from './runs/run-reader.ts'

/** All projects share one image store, so the longest time and largest size that any of them allows applies to all. */
export interface ImageRetention {
  /** What would be freed, optionally with other limits for one project. */
  look(tried?: {
    readonly project: string
    readonly retention: Retention
  }): Promise<{ readonly bytes: number; readonly freeable: number }>
  /** Removes images that are too old or take too much. */
  clean(): Promise<void>
}

export function createImageRetention(
  {
    projects,
    workspaces,
    images,
    target,
    clock,
  }: Pick<Ports, 'projects' | 'workspaces' | 'images' | 'target' | 'clock'>,
  reader: Pick<RunReader, 'read'>,
  orchestrator: Pick<Orchestrator, 'liveRuns'>,
): ImageRetention {
  /** Cached by run: thousands of manifests have to be searched for image names. */
  const named = new Map<string, { readonly sequence: number; readonly digests: readonly string[] }>()

  async function namedIn(project: string, id: string): Promise<readonly string[]> {
    const run = await reader.read(project, id)
    if (run === undefined) return []
    const before = named.get(id)
    if (before?.sequence === run.sequence) return before.digests
    const digests = digestsIn(JSON.stringify(run.stages))
    named.set(id, { sequence: run.sequence, digests })
    return digests
  }

  /**
   * Images to keep: the last that became ready in each Deployment, which runs there, and those of runs that are live or
   * can be retried.
   */
  async function everything(tried?: { readonly project: string; readonly retention: Retention }) {
    const inUse = new Set<string>()
    const rolledOut = new Map<string, number>()
    const seen = new Set<string>()
    const limits = { imageDays: 0, imageGibibytes: 0 }
    for (const { name, retention = usualRetention } of await projects.list()) {
      const applied = tried?.project === name ? tried.retention : retention
      limits.imageDays = Math.max(limits.imageDays, applied.imageDays)
      limits.imageGibibytes = Math.max(limits.imageGibibytes, applied.imageGibibytes)
      const live = await orchestrator.liveRuns(name)
      const ids = new Set([...live.map(({ id }) => id), ...(await workspaces.runs(name))])
      for (const id of ids) {
        seen.add(id)
        for (const digest of await namedIn(name, id)) inUse.add(digest)
      }
      for (const { history } of await target.history(name)) {
        digestsIn(history.find(({ state }) => state === 'ready')?.imageDigest ?? '').forEach((one) => inUse.add(one))
        for (const { imageDigest, at } of history)
          for (const digest of digestsIn(imageDigest))
            rolledOut.set(digest, Math.max(rolledOut.get(digest) ?? 0, Date.parse(at)))
      }
    }
    for (const id of named.keys()) if (!seen.has(id)) named.delete(id)
    const kept = (await images.kept()).map(({ digest, bytes, storedAt }): KeptImage => ({
      digest,
      bytes,
      usedAt: Math.max(storedAt, rolledOut.get(digest) ?? 0),
      isInUse: inUse.has(digest),
    }))
    return { kept, old: imagesToRemove(kept, limits, clock.now()) }
  }

  return {
    async look(tried) {
      const { kept, old } = await everything(tried)
      return { bytes: bytesOf(kept), freeable: bytesOf(old) }
    },
    async clean() {
      const { old } = await everything()
      if (old.length === 0) return
      // Asking what runs can take seconds, so only do it if something is about to be removed.
      const running = new Set<string>()
      for (const { name } of await projects.list())
        for (const { imageDigest } of await target.running(name))
          digestsIn(imageDigest).forEach((one) => running.add(one))
      for (const { digest } of old) if (!running.has(digest)) await images.remove(digest)
    },
  }
}

function digestsIn(text: string): readonly string[] {
  return [...new Set(text.match(/sha256:[0-9a-f]{64}/g))]
}
