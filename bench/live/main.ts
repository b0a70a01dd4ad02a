import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { z } from 'zod'
import { ok } from '#domain/result.ts'
import type { RunEvent } from '#domain/run/events.ts'
import { evolveAll, foldRun } from '#domain/run/evolve.ts'
import { createApi } from '#server/api.ts'
import { openDatabase } from '#server/node/sqlite/database.ts'
import { createSqliteRunIndex } from '#server/node/sqlite/sqlite-run-index.ts'
import { createSqliteRuns } from '#server/node/sqlite/sqlite-runs.ts'
import { createMemoryPlatform } from '#server/testing/memory-platform.ts'
import { type BuiltPages, measureIn, meterOf } from '../in-browser/measure.ts'
import { measureInteractions } from './interactions.ts'
import { firstEvents, nameOf, roundOf, snapshotOf } from './many-stages.ts'

/*
 * A run of 2,000 stages on its page during 10,000 status events a second: through the real API and its stream, the shared worker, the fold and the
 * board, up to the paint. "Event to paint" lasts from storing an event until its card is painted in the new state; the main thread's share comes from
 * the thread's own clock. Then a person selects, pans and changes views during the events.
 */

const budgets = { paint: 20, busy: 0.2, task: 50 }
const stages = Number(process.argv[2] ?? 2000)
const rate = Number(process.argv[3] ?? 10_000)
const seconds = 6
const pause = 4
// Number of stages that run at the same time.
const together = 40
const id = 'live'
const project = 'shop'
const paintedSchema = z.array(z.object({ card: z.string(), state: z.string(), at: z.number() }))

const platform = await createMemoryPlatform()
const folder = mkdtempSync(join(tmpdir(), 'linewright-live-'))
process.on('exit', () => rmSync(folder, { recursive: true }))
const database = openDatabase(join(folder, 'runs.sqlite'))
const ports = { ...platform.ports, runs: createSqliteRuns(database), runIndex: createSqliteRunIndex(database) }
const systemClock = { now: () => Date.now(), after: afterMilliseconds }
const api = createApi({
  ...ports,
  clock: systemClock,
  identity: {
    verify: async (token) =>
      ok({ person: { id: token.replace('demo.', ''), name: 'Dan' }, expiresAt: Date.now() + 3_600_000 }),
  },
})
const digest = await ports.snapshots.put(JSON.stringify(snapshotOf(stages)))
await ports.runs.create({
  ...{ id, project, line: 'release', idempotencyKey: id },
  events: (number) => firstEvents(stages, number, digest),
})
await measureIn('live', ['ours'], measure, api.fetch)

function afterMilliseconds(milliseconds: number, work: () => void): () => void {
  const timer = setTimeout(work, milliseconds)
  return () => clearTimeout(timer)
}

async function measure(browser: Browser, built: BuiltPages): Promise<boolean> {
  await measureFold()
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  const { origin } = new URL(built.url('ours'))
  await page.goto(`${origin}/projects/${project}/runs/${id}?stage=${nameOf(3)}`)
  await page.locator('[data-card]').first().waitFor()
  const idle = await busyOf(page, () => new Promise((resolve) => setTimeout(resolve, 2000)))
  // Warms up compilers and caches before measuring.
  await send(1)
  await page.evaluate('window.painted.length = 0')
  let sent: readonly Sent[] = []
  const cpuBefore = process.cpuUsage()
  const busy = await busyOf(page, async () => {
    sent = await send(seconds)
  })
  const cpu = process.cpuUsage(cpuBefore)
  const latencies = latenciesOf(sent, paintedSchema.parse(await page.evaluate('window.painted')))
  const p = (share: number): number =>
    latencies.toSorted((a, b) => a - b)[Math.floor(latencies.length * share)] ?? Number.NaN
  const events = rate * seconds
  console.log(
    `${String(stages)} stages, ${String(rate)} status events a second for ${String(seconds)} s, ${String(latencies.length)} of them seen on cards`,
  )
  console.log(
    `event to paint     p50 ${p(0.5).toFixed(1)} ms, p95 ${p(0.95).toFixed(1)} ms, p99 ${p(0.99).toFixed(1)} ms, budget p95 ${String(budgets.paint)} ms`,
  )
  console.log(
    `main thread busy   ${(100 * busy).toFixed(1)} %, budget ${String(100 * budgets.busy)} % (${(100 * idle).toFixed(1)} % without events)`,
  )
  console.log(
    `server             ${((cpu.user + cpu.system) / events).toFixed(1)} us of processor for each event: stored, read and sent`,
  )
  const longest = await measureTasks(browser, page)
  return p(0.95) <= budgets.paint && busy <= budgets.busy && latencies.length > 0 && longest <= budgets.task
}

/** Measures the longest time without response during people's actions and events. */
async function measureTasks(browser: Browser, page: Page): Promise<number> {
  const ending = new AbortController()
  const sending = send(120, ending.signal)
  const tasks = await measureInteractions(browser, page)
  ending.abort()
  await sending
  const said = tasks.map(([name, milliseconds]) => `${name} ${milliseconds.toFixed(0)}`).join(', ')
  console.log(`longest task       ${said} ms, budget ${String(budgets.task)} ms`)
  return Math.max(...tasks.map(([, milliseconds]) => milliseconds))
}

/** Measures the cost of folding on the server, which folds each batch that it stores. */
async function measureFold(): Promise<void> {
  const run = foldRun(project, await ports.runs.read(id))
  if (run === undefined) throw new Error('There is no run')
  const events = Array.from({ length: 100 }, (_, index) => roundOf(nameOf(index))).flat()
  const costs = [1, 10, 40].map((batch) => {
    const from = process.cpuUsage()
    let state = run
    for (let at = 0; at < events.length; at += batch) {
      const part = events.slice(at, at + batch)
      state = evolveAll(
        state,
        part.map((event, index) => ({ run: id, sequence: state.sequence + index + 1, event })),
      )
    }
    const { user, system } = process.cpuUsage(from)
    return `${((user + system) / events.length).toFixed(1)} us in batches of ${String(batch)}`
  })
  console.log(`folding one event  ${costs.join(', ')}`)
}

/** The main thread's share of busy time during the work. */
async function busyOf(page: Page, work: () => Promise<unknown>): Promise<number> {
  const meter = await meterOf(page)
  const [before, from] = [await meter.work(), performance.now()]
  await work()
  return ((await meter.work()) - before) / (performance.now() - from)
}

interface Sent {
  readonly card: string
  readonly state: string
  readonly at: number
}

/** Stores events at the rate, one batch every few milliseconds like an engine, and announces them on the bus. */
async function send(forSeconds: number, ending?: AbortSignal): Promise<readonly Sent[]> {
  const sent: Sent[] = []
  const from = performance.now()
  let done = 0
  const waiting: RunEvent[] = []
  let next = 0
  while (done < rate * forSeconds && ending?.aborted !== true) {
    const due = Math.min(rate * forSeconds, Math.floor(((performance.now() - from) / 1000) * rate))
    while (waiting.length < due - done) {
      waiting.push(...interleaved(next))
      next = (next + together) % stages
    }
    const events = waiting.splice(0, due - done)
    done = due
    if (events.length > 0) await store(events, sent)
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
  await new Promise((resolve) => setTimeout(resolve, 200))
  return sent
}

function interleaved(first: number): readonly RunEvent[] {
  const rounds = Array.from({ length: together }, (_, index) => roundOf(nameOf((first + index * 49) % stages)))
  return [0, 1, 2, 3].flatMap((turn) => rounds.flatMap((round) => round[turn] ?? []))
}

async function store(events: readonly RunEvent[], sent: Sent[]): Promise<void> {
  const record = await ports.runs.record(id)
  await ports.runs.append({ run: id, expected: record?.sequence ?? 0, events: [...events], ended: false })
  const at = performance.timeOrigin + performance.now()
  for (const event of events) {
    if (event.kind === 'stage-started') sent.push({ card: event.stage, state: 'running', at })
    if (event.kind === 'stage-ended') sent.push({ card: event.stage, state: 'succeeded', at })
  }
  ports.bus.publish({ project, kind: 'run', id, at: new Date().toISOString() })
}

/** Times from each event to the paint of its card in that state; skips events overtaken within a frame, which were never visible. */
function latenciesOf(sent: readonly Sent[], painted: readonly Sent[]): readonly number[] {
  const byCard = Map.groupBy(sent, ({ card, state }) => `${card} ${state}`)
  return painted.flatMap(({ card, state, at }) => {
    const event = byCard.get(`${card} ${state}`)?.findLast((one) => one.at <= at)
    return event === undefined ? [] : [at - event.at]
  })
}
