import type { Browser, Page } from '@playwright/test'
import { measureIn, median, openedPage, painted, type BuiltPages, type WorkMeter } from '../in-browser/measure.ts'

/*
 * A form of 375 fields (15 groups of 25: choices, numbers, switches, texts): ours with everything behind it against react-jsonschema-form with the
 * same fields, controlled and validated while typing. Results are CPU milliseconds of the main thread, measured alternately.
 */

const openBudget = 0.3
const keyBudget = 0.33
const turns = Number(process.argv[2] ?? 5)
const keys = 'abcdefghijklmnopqrst'
const peers = ['ours', 'rjsf'] as const

await measureIn('forms', peers, measure)

interface Sample {
  readonly open: number
  readonly key: number
}

async function measure(inBrowser: Browser, built: BuiltPages): Promise<boolean> {
  const samples: Record<(typeof peers)[number], Sample[]> = { ours: [], rjsf: [] }
  for (let turn = 0; turn < turns; turn += 1) {
    for (const peer of peers) samples[peer].push(await sampleOf(inBrowser, built.url(peer)))
  }
  const figure = (peer: (typeof peers)[number], of: keyof Sample): number => median(samples[peer].map((one) => one[of]))
  const open = figure('ours', 'open') / figure('rjsf', 'open')
  const key = figure('ours', 'key') / figure('rjsf', 'key')
  const line = (title: string, of: keyof Sample, ratio: number, budget: number): void =>
    console.log(
      `${title.padEnd(28)} ${figure('ours', of).toFixed(1).padStart(8)} ${figure('rjsf', of).toFixed(1).padStart(8)} ${ratio.toFixed(2).padStart(7)} ${String(budget).padStart(7)}`,
    )
  console.log(`375 fields, ${String(turns)} turns${' '.repeat(12)}ours     rjsf   ratio  budget`)
  line('opening, ms of main thread', 'open', open, openBudget)
  line('a key, ms of main thread', 'key', key, keyBudget)
  return open <= openBudget && key <= keyBudget
}

async function sampleOf(inBrowser: Browser, url: string): Promise<Sample> {
  const { page, meter, open } = await openedPage(inBrowser, url)
  const key = await typeInto(page, meter)
  await page.context().close()
  return { open, key }
}

async function typeInto(page: Page, meter: WorkMeter): Promise<number> {
  // The first text field of the first group; both forms give it the same label.
  await page
    .getByRole('textbox', { name: /parameter3/ })
    .first()
    .focus()
  await painted(page)
  const before = await meter.work()
  for (const key of keys) {
    await page.keyboard.press(key)
    await painted(page)
  }
  // Work that a form defers until typing pauses counts too.
  await page.waitForTimeout(400)
  return ((await meter.work()) - before) / keys.length
}
