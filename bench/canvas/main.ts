import type { Browser, Page } from '@playwright/test'
import { z } from 'zod'
import { longestTask } from '../in-browser/longest-task.ts'
import {
  type BuiltPages,
  measureIn,
  median,
  meterOf,
  openedPage,
  painted,
  type WorkMeter,
} from '../in-browser/measure.ts'

/*
 * The designer with all its panes against the same picture in stock React Flow and, as the limit, painted on a canvas: opening, panning, zooming,
 * dragging a card; then what only the designer can do: selecting, typing, undoing, opening the text. "work" is CPU time of the main thread in
 * milliseconds per frame or key, "longest" the thread's longest task by the same clock.
 */

const peers = ['ours', 'stock', 'painted'] as const
type Peer = (typeof peers)[number]
const turns = Number(process.argv[2] ?? 2)
const stages = 2000
const sizes = [104, 504, 2000, 5000, 20_000] as const
const budgets = { block: 50, pan: 1.5, drag: 2, stock: 20, growth: 1.5 } as const

const pointSchema = z.tuple([z.number(), z.number()])

interface Sample {
  readonly work: number
  readonly longest: number
}
type Samples = Readonly<Record<string, Sample>>

async function measure(browser: Browser, built: BuiltPages): Promise<boolean> {
  const taken: Record<Peer, Samples[]> = { ours: [], stock: [], painted: [] }
  for (let turn = 0; turn < turns; turn++)
    for (const peer of peers)
      taken[peer].push(await samplesOf(browser, `${built.url(peer)}?stages=${String(stages)}`, peer))
  const figure = (peer: Peer, action: string, of: keyof Sample): number =>
    median(taken[peer].flatMap((samples) => samples[action]?.[of] ?? []))
  const missed: string[] = []
  const need = (title: string, isKept: boolean): void => void (isKept || missed.push(title))

  console.log(`${String(stages)} stages, ${String(turns)} turns; ms of the main thread`)
  console.log(`${''.padEnd(12)}${peers.map((peer) => `${peer}: work  longest`.padStart(24)).join('')}`)
  for (const action of Object.keys(taken.ours[0] ?? {})) {
    const cells = peers.map((peer) =>
      `${figure(peer, action, 'work').toFixed(1).padStart(15)}${figure(peer, action, 'longest').toFixed(1).padStart(9)}`.replaceAll(
        'NaN',
        '  -',
      ),
    )
    console.log(`${action.padEnd(12)}${cells.join('')}`)
    if (action !== 'open')
      need(`${action} <= ${String(budgets.block)} ms at once`, figure('ours', action, 'longest') <= budgets.block)
  }
  for (const action of ['pan', 'drag'] as const) {
    const own = figure('ours', action, 'work')
    const toLimit = own / figure('painted', action, 'work')
    console.log(
      `${action}: ${toLimit.toFixed(2)} times the canvas, ${(figure('stock', action, 'work') / own).toFixed(1)} times less than stock`,
    )
    need(`${action} <= ${String(budgets[action])} x canvas`, toLimit <= budgets[action])
  }
  need('growth of a frame', (await growthOf(browser, built)) <= budgets.growth)
  console.log(missed.length === 0 ? '\nAll budgets kept' : `\nMissed: ${missed.join('; ')}`)
  return missed.length === 0
}

interface Action {
  readonly name: string
  /** Number of frames or keys; divides the work. */
  readonly times: number
  readonly before?: (page: Page) => Promise<void>
  readonly act: (page: Page) => Promise<void>
}

const everywhere: readonly Action[] = [
  { name: 'pan', times: 40, act: (page) => wheel(page, 40, 90) },
  {
    name: 'zoom',
    times: 40,
    async act(page) {
      await page.keyboard.down('Control')
      await wheel(page, 20, 40)
      await wheel(page, 20, -40)
      await page.keyboard.up('Control')
    },
  },
  { name: 'drag', times: 20, act: drag },
]
const inDesigner: readonly Action[] = [
  { name: 'select', times: 1, act: async (page) => page.mouse.click(...(await cardIn(page))) },
  {
    name: 'type',
    times: 8,
    async before(page) {
      await page.mouse.click(...(await cardIn(page, 'build')))
      await page.locator('.lw-inspector input:visible').first().focus()
    },
    act: (page) => keys(page, [...'bigger-1']),
  },
  {
    name: 'undo',
    times: 3,
    before: (page) => page.locator('.lw-board').focus(),
    act: (page) => keys(page, ['Control+z', 'Control+Shift+z', 'Control+z']),
  },
  {
    name: 'open text',
    times: 1,
    before: (page) => page.getByRole('tab', { name: 'Problems' }).click(),
    act: (page) => page.getByRole('tab', { name: 'YAML' }).click(),
  },
]

/** Runs every action twice: once for its work, and once under a trace, which has a cost of its own. */
async function samplesOf(browser: Browser, url: string, peer: Peer): Promise<Samples> {
  const { page, meter } = await openedPage(browser, url)
  await page.waitForFunction('window.isShown()')
  await settled(meter)
  const samples: Record<string, Sample> = {
    open: { work: await meter.work(), longest: await longestOpening(browser, url) },
  }
  for (const { name, times, before, act } of peer === 'ours' ? [...everywhere, ...inDesigner] : everywhere) {
    const [first, second] = [await workOf(), await traced()]
    samples[name] = { work: first / times, longest: second }

    async function ready(): Promise<void> {
      await page.mouse.move(700, 300)
      await before?.(page)
      await settled(meter)
    }
    async function workOf(): Promise<number> {
      await ready()
      const start = await meter.work()
      await act(page)
      await settled(meter)
      return (await meter.work()) - start
    }
    async function traced(): Promise<number> {
      await ready()
      return longestTask(browser, page, async () => {
        await act(page)
        await settled(meter)
      })
    }
  }
  await page.context().close()
  return samples
}

async function longestOpening(browser: Browser, url: string): Promise<number> {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  await page.goto(url)
  await page.waitForFunction('typeof window.open === "function" && document.readyState === "complete"')
  const meter = await meterOf(page)
  const longest = await longestTask(browser, page, async () => {
    await page.evaluate('window.open()')
    await page.waitForFunction('window.isShown()')
    await settled(meter)
  })
  await page.context().close()
  return longest
}

async function wheel(page: Page, frames: number, down: number): Promise<void> {
  for (let frame = 0; frame < frames; frame++) {
    await page.mouse.wheel(0, down)
    await painted(page)
  }
}

async function drag(page: Page): Promise<void> {
  const [x, y] = await cardIn(page)
  await page.mouse.move(x, y)
  await page.mouse.down()
  for (let step = 1; step <= 20; step++) {
    await page.mouse.move(x + 3 * step, y + 2 * step)
    await painted(page)
  }
  await page.mouse.up()
}

async function keys(page: Page, pressed: readonly string[]): Promise<void> {
  for (const key of pressed) {
    await page.keyboard.press(key)
    await painted(page)
  }
}

/** The centre of a fully visible card near the middle of the board. */
async function cardIn(page: Page, kind = ''): Promise<[number, number]> {
  return pointSchema.parse(await page.evaluate(`window.cardAt(${JSON.stringify(kind)})`))
}

/** Waits until the page has been nearly idle for a while. Watches from outside, since idle callbacks never come during a trace. */
async function settled({ work }: WorkMeter): Promise<void> {
  let before = await work()
  for (let quiet = 0; quiet < 3;) {
    await new Promise((resolve) => setTimeout(resolve, 100))
    const now = await work()
    quiet = now - before < 5 ? quiet + 1 : 0
    before = now
  }
}

/** Measures a frame of panning by size; returns how much more the largest board costs than the smallest. */
async function growthOf(browser: Browser, built: BuiltPages): Promise<number> {
  console.log('\n  stages    open, ms   pan, ms a frame')
  const frames: number[] = []
  for (const size of sizes) {
    const { page, meter } = await openedPage(browser, `${built.url('ours')}?stages=${String(size)}`)
    await page.waitForFunction('window.isShown()', undefined, { timeout: 120_000 })
    await settled(meter)
    const opening = await meter.work()
    await page.mouse.move(700, 300)
    await wheel(page, 40, 90)
    const frame = ((await meter.work()) - opening) / 40
    await page.context().close()
    frames.push(frame)
    console.log(`${String(size).padStart(8)}${opening.toFixed(0).padStart(12)}${frame.toFixed(1).padStart(18)}`)
  }
  return (frames.at(-1) ?? 0) / (frames[0] ?? 1)
}

await measureIn('canvas', peers, measure)
