import { ok } from '#domain/result.ts'
import type { DeploymentHistory, RunningVersion } from '#domain/target/target-messages.ts'
import type { LocalTarget } from '../ports/target.ts'

/** A target for tests: a rollout is ready at once, and what runs can be changed by hand. */
export interface FakeTarget extends LocalTarget {
  set(version: RunningVersion): void
  /** Ids of rollouts that do not succeed. */
  readonly failing: Set<string>
  /** What `history` answers, of whichever project. */
  readonly past: DeploymentHistory[]
}

export function createFakeTarget(): FakeTarget {
  const running = new Map<string, RunningVersion>()
  const past: DeploymentHistory[] = []
  const failing = new Set<string>()
  const set = (version: RunningVersion): void =>
    void running.set(`${version.target.application}/${version.target.deployment}`, version)
  return {
    set,
    past,
    failing,
    validate: () => [],
    async rollOut({ target, documents, origin }) {
      set({
        target,
        origin,
        documents,
        imageDigest: '',
        since: '2026-01-01T00:00:00Z',
        replicas: [],
        wanted: 1,
        urls: [],
        history: [],
      })
      return ok({ id: `rollout-${origin.run}-${String(origin.attempt)}-${origin.stage}` })
    },
    rollout: async (id) => ({
      id,
      state: failing.has(id) ? 'failed' : 'ready',
      message: '',
      urls: [{ service: 'api', url: 'http://127.0.0.1:1' }],
      replicas: { ready: 1, wanted: 1 },
      events: [],
    }),
    running: async (project) => [...running.values()].filter(({ target }) => target.project === project),
    history: async () => past,
    serviceUrl: async (_project, environment, service) => `http://127.0.0.1/${environment}/${service}`,
    async *log() {
      yield new TextEncoder().encode('2026-01-01T00:00:00.000000000Z stdout F hello\n')
    },
    remove: async ({ application, deployment }) => void running.delete(`${application}/${deployment}`),
    secretsWanted: async () => [],
    supplySecrets: async () => undefined,
  }
}
