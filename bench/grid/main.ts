import type { Browser, Page } from '@playwright/test'
import { measureIn, median, openedPage, painted, type BuiltPages, type WorkMeter } from '../in-browser/measure.ts'

/*
 * The grid of values against bare Glide with as many plain-text cells: opening, typing values, scrolling, and how opening grows from 100 to 22,500
 * cells. Results are CPU milliseconds of the main thread, measured alternately.
 */

const budgets = { open: 100, key: 1.2, scroll: 1.5, growth: 1 } as const
const turns = Number(process.argv[2] ?? 3)
const peers = ['ours', 'glide'] as const
type Peer = (typeof peers)[number]
const sizes = [
  [10, 10],
  [25, 15],
  [25, 60],
  [100, 60],
  [375, 60],
] as const
const words = ['staging1', 'staging2', 'staging3', 'staging4']

await measureIn('grid', peers, measure)

interface Sample {
  readonly open: number
  readonly key: number
  readonly scroll: number
}

async function measure(inBrowser: Browser, built: BuiltPages): Promise<boolean> {
  const samples: Record<Peer, Sample[]> = { ours: [], glide: [] }
  for (let turn = 0; turn < turns; turn += 1) {
    for (const peer of peers) samples[peer].push(await sampleOf(inBrowser, `${built.url(peer)}?rows=375&columns=60`))
  }
  const figure = (peer: Peer, of: keyof Sample): number => median(samples[peer].map((one) => one[of]))
  const ratio = (of: keyof Sample): number => figure('ours', of) / figure('glide', of)
  console.log(`375 x 60 cells, ${String(turns)} turns${' '.repeat(10)}ours    glide   ratio  budget`)
  const line = (title: string, of: keyof Sample, budget: string): void =>
    console.log(
      `${title.padEnd(28)} ${figure('ours', of).toFixed(1).padStart(8)} ${figure('glide', of).toFixed(1).padStart(8)} ${ratio(of).toFixed(2).padStart(7)} ${budget.padStart(7)}`,
    )
  line('opening, ms', 'open', `${String(budgets.open)} ms`)
  line('a key, ms', 'key', String(budgets.key))
  line('a frame of scrolling, ms', 'scroll', String(budgets.scroll))
  const growth = await growthOf(inBrowser, built)
  return (
    figure('ours', 'open') <= budgets.open &&
    ratio('key') <= budgets.key &&
    ratio('scroll') <= budgets.scroll &&
    growth <= budgets.growth
  )
}

async function sampleOf(inBrowser: Browser, url: string): Promise<Sample> {
  const { page, meter, open } = await openedPage(inBrowser, url)
  const key = await typeInto(page, meter)
  const scroll = await scrollOver(page, meter)
  await page.context().close()
  return { open, key, scroll }
}

/** Types values one below another like a person: the first letter opens the editor, Enter closes it. */
async function typeInto(page: Page, meter: WorkMeter): Promise<number> {
  // A text cell: the fourth parameter in a Deployment's column.
  await page.mouse.click(1000, 28 + 31 + 4 * 29 + 14)
  await painted(page)
  const before = await meter.work()
  let keys = 0
  for (const word of words) {
    for (const key of word) await page.keyboard.press(key)
    await page.keyboard.press('Enter')
    await painted(page)
    await page.keyboard.press('ArrowUp')
    await painted(page)
    keys += word.length + 2
  }
  return ((await meter.work()) - before) / keys
}

async function scrollOver(page: Page, meter: WorkMeter): Promise<number> {
  const frames = 40
  await page.mouse.move(700, 500)
  await painted(page)
  const before = await meter.work()
  for (let frame = 0; frame < frames; frame += 1) {
    await page.mouse.wheel(frame % 2 === 0 ? 90 : 0, 120)
    await painted(page)
  }
  return ((await meter.work()) - before) / frames
}

/** Measures opening by size; returns the steepest step between sizes: 1 is linear, less is better. */
async function growthOf(inBrowser: Browser, built: BuiltPages): Promise<number> {
  const costs: number[] = []
  console.log('\nopening by size              cells       ms')
  for (const [rows, columns] of sizes) {
    const runs: number[] = []
    for (let turn = 0; turn < turns; turn += 1) {
      const { page, open } = await openedPage(
        inBrowser,
        `${built.url('ours')}?rows=${String(rows)}&columns=${String(columns)}`,
      )
      runs.push(open)
      await page.context().close()
    }
    costs.push(median(runs))
    console.log(
      `${`${String(rows)} x ${String(columns)}`.padEnd(24)} ${String(rows * columns).padStart(9)} ${median(runs).toFixed(1).padStart(8)}`,
    )
  }
  const steps = sizes.slice(1).map(([rows, columns], index) => {
    const [fewer, narrower] = sizes[index] ?? [1, 1]
    return (costs[index + 1] ?? 0) / (costs[index] ?? 1) / ((rows * columns) / (fewer * narrower))
  })
  const worst = Math.max(...steps)
  console.log(`steepest step: ${worst.toFixed(2)} of linear, budget ${String(budgets.growth)}`)
  return worst
}
