import { decideGate } from '#contract/gate-decisions.ts'
import { readGate } from '#contract/gate-evidence.ts'
import { startRun } from '#contract/runs.ts'
import { pathOf } from '#contract/endpoint.ts'
import { hasEnded } from '#domain/run/run-state.ts'
import type { Run } from '#domain/run/state.ts'
import { runSchema } from '#domain/run/state.ts'
import type { ScriptedFailure } from '#server/engines/simulated/simulated-supervisor.ts'
import { type Api, createApi } from '#server/api.ts'
import { createManualClock, type ManualClock } from '#server/ports/manual-clock.ts'
import { seedProject } from '#server/services/documents/seed-project.ts'
import { createDemoPorts, type DemoPortsOptions } from './demo-ports.ts'
import type { RememberingKernel } from './kernel/remembering-kernel.ts'

/** The options of the demo's ports, without its clock. */
export interface SeedOptions extends Omit<DemoPortsOptions, 'clock' | 'failures' | 'speed' | 'kernel'> {
  readonly kernel: RememberingKernel
  readonly sample: ReadonlyMap<string, Uint8Array>
  /** Milliseconds since 1970 UTC. */
  readonly now: number
  /** Called with the number of finished runs and the total. */
  readonly onProgress?: (done: number, all: number) => void
}

interface Story {
  readonly hoursAgo: number
  readonly note: string
  readonly by: string
  readonly failures: readonly ScriptedFailure[]
  /** A change to make before the run, so that versions differ. */
  readonly change?: {
    readonly repository: string
    readonly path: string
    readonly edit: (text: string) => string
    readonly message: string
  }
  readonly approvedBy?: string
}

const project = 'bookshelf'
const line = 'bookshelf-release'
const gate = 'production'
const author = { name: 'Dan Okafor', email: 'dan@example.org' }

const stories: readonly Story[] = [
  { hoursAgo: 26, note: 'First release', by: 'dan', failures: [], approvedBy: 'mio' },
  {
    hoursAgo: 3.2,
    note: 'Search by author',
    by: 'dan',
    failures: [],
    change: {
      repository: 'bookshelf-api',
      path: 'README.md',
      edit: (text) => `${text}\nBooks are found by author too.\n`,
      message: 'Find books by their author',
    },
  },
  {
    hoursAgo: 0.4,
    note: 'A quieter page',
    by: 'dan',
    failures: [{ pipelineTask: 'test', step: 'test', exitCode: 1, once: true }],
    change: {
      repository: 'bookshelf-web',
      path: 'README.md',
      edit: (text) => `${text}\nThe page is quiet on purpose.\n`,
      message: 'Say why the page is quiet',
    },
  },
]

const step = 250
const longest = 30 * 60_000

/**
 * Fills a new world with the sample project and its runs, which the simulated engine plays on a separate clock from some hours ago until now. One
 * succeeded, one waits at the gate, one failed in its tests.
 */
export async function seedDemo(options: SeedOptions): Promise<void> {
  const { world, sample, now, onProgress } = options
  const clock = createManualClock(now - 30 * 3_600_000)
  const seeded = await seedProject({ ...world, clock }, sample)
  if (!seeded.ok) throw new Error(seeded.error.message)
  for (const [index, story] of stories.entries()) {
    onProgress?.(index, stories.length)
    clock.advance(Math.max(0, now - story.hoursAgo * 3_600_000 - clock.now()))
    await tell(options, clock, story)
  }
  onProgress?.(stories.length, stories.length)
}

async function tell(options: SeedOptions, clock: ManualClock, story: Story): Promise<void> {
  const { kernel } = options
  if (story.change !== undefined) await change(options, clock, story.change)
  const api = createApi(createDemoPorts({ ...options, clock, failures: story.failures }))
  try {
    const body = { inputs: {}, note: story.note, idempotencyKey: `demo-seed-${story.note}` }
    const path = pathOf(startRun.path, { project, line })
    const { id } = runSchema.parse(await ask(api, story.by, 'POST', path, body))
    const readRun = async (): Promise<Run | undefined> => api.services.reader.read(project, id)
    const begun = clock.now()
    for (;;) {
      await settle(kernel)
      const run = await readRun()
      if (run === undefined || hasEnded(run)) break
      if (run.gates[gate]?.state === 'waiting') {
        if (story.approvedBy === undefined) break
        clock.advance(9 * 60_000)
        await approve(api, story.approvedBy, id)
        continue
      }
      if (clock.now() - begun > longest) throw new Error(`The run "${story.note}" of the demo does not end`)
      clock.advance(step)
    }
  } finally {
    await api.close()
  }
}

async function change(
  { world }: SeedOptions,
  clock: ManualClock,
  { repository, path, edit, message }: NonNullable<Story['change']>,
): Promise<void> {
  const hosted = { project, repository }
  const head = await world.repositories.resolveRevision(hosted, '')
  const text = await world.repositories.readFile(hosted, '', path)
  if (!head.ok || !text.ok) throw new Error(`The sample has no ${repository}/${path}`)
  const at = new Date(clock.now() - 20 * 60_000).toISOString()
  await world.repositories.commitFiles(hosted, {
    branch: 'main',
    files: { [path]: edit(text.value) },
    author,
    message,
    expectedHead: head.value,
    at,
  })
}

async function approve(api: Api, person: string, run: string): Promise<void> {
  const view = readGate.response.parse(await ask(api, person, 'GET', pathOf(readGate.path, { project, run, gate })))
  const body = {
    decision: 'approve',
    comment: 'Looks right on staging.',
    evidence: view.evidence?.digest ?? view.gate.evidence,
  }
  await ask(api, person, 'POST', pathOf(decideGate.path, { project, run, gate }), body)
}

async function ask(api: Api, person: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const headers = { authorization: `Bearer demo.${person}`, 'content-type': 'application/json' }
  const response = await api.fetch(
    new Request(new URL(path, 'https://demo.invalid'), {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  )
  const answer: unknown = await response.json()
  if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`)
  return answer
}

/** Waits until everything due at this moment of the clock has happened. */
async function settle(kernel: RememberingKernel): Promise<void> {
  let calm = 0
  while (calm < 4) {
    await nextTurn()
    calm = kernel.busy() > 0 ? 0 : calm + 1
  }
}

/** Waits one turn of the event loop, without the pause that browsers put between short timers. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => {
      port1.close()
      resolve()
    })
    port1.start()
    port2.postMessage(undefined)
  })
}
