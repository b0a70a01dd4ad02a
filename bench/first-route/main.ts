import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { build } from 'vite'
import config, { identityFromSources } from '../../vite.config.ts'
import { launch } from '../in-browser/measure.ts'
import { bareMain, librariesModule, usesOf } from './bare.ts'
import { startWorkbench, type Workbench } from './workbench.ts'

/*
 * The first route (sign-in, then Home) against a bare page: same libraries, versions and imported names, same bundler, same sign-in, same requests,
 * but plain text. Sizes are brotli of every script and style that Chromium loads; times to the largest contentful paint alternate (A B A B) with an
 * empty cache. The bare page uses the identity client as published; the workbench builds it from its sources without unused parts. The result also
 * shows the difference that remains when the bare page does the same: the weight of our own code.
 */

const sizeBudget = 1.15
const paintBudget = 1.1
const turns = Number(process.argv[2] ?? 9)
const root = fileURLToPath(new URL('../..', import.meta.url))
const dist = join(root, 'dist')
const sources = join(root, '.build', 'first-route')
const bareName = 'bench-bare'
const bareFolder = join(dist, bareName)
/** Next to the sources, since nobody opens it. */
const trimmedFolder = join(sources, 'trimmed')

// A string, since it runs in the page, and Node programs lack the browser's types.
const lastLargestPaint = `new Promise((resolve) => {
  new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({ type: 'largest-contentful-paint', buffered: true })
  setTimeout(() => resolve(Number.NaN), 5000)
})`

const browser = await launch()
let isWithinBudget = false
try {
  isWithinBudget = await measure(browser)
} finally {
  rmSync(bareFolder, { recursive: true, force: true })
  await browser.close()
}
process.exit(isWithinBudget ? 0 : 1)

async function measure(inBrowser: Browser): Promise<boolean> {
  const first = await startWorkbench()
  const loaded = await whatHomeLoads(inBrowser, first)
  await first.stop()
  await buildBare(loaded.scripts, loaded.requests)
  // The server lists its files only at the start, so the bare page needs another server.
  const second = await startWorkbench()
  try {
    const sizes = {
      workbench: sizesOf(dist, loaded.scripts),
      bare: sizesOf(bareFolder, filesOf(bareFolder)),
      trimmed: sizesOf(trimmedFolder, filesOf(trimmedFolder)),
    }
    const sizeRatio = sizes.workbench.total / sizes.bare.total
    const ownRatio = sizes.workbench.total / sizes.trimmed.total
    const paints = await paintsInTurns(inBrowser, second)
    const paintRatio = median(paints.workbench) / median(paints.bare)
    for (const [name, bytes] of sizes.workbench.files) process.stdout.write(`  ${kilo(bytes)} kB  ${name}\n`)
    process.stdout.write('\n                     workbench      bare  ratio  budget\n')
    process.stdout.write(
      `scripts and styles  ${kilo(sizes.workbench.total)} kB  ${kilo(sizes.bare.total)} kB  ${sizeRatio.toFixed(2)}  ${String(sizeBudget)}\n`,
    )
    process.stdout.write(
      `  identity trimmed  ${kilo(sizes.workbench.total)} kB  ${kilo(sizes.trimmed.total)} kB  ${ownRatio.toFixed(2)}\n`,
    )
    process.stdout.write(
      `largest paint       ${milli(paints.workbench)} ms  ${milli(paints.bare)} ms  ${paintRatio.toFixed(2)}  ${String(paintBudget)}\n`,
    )
    return sizeRatio <= sizeBudget && paintRatio <= paintBudget
  } finally {
    await second.stop()
  }
}

async function signedIn(inBrowser: Browser, { link }: Workbench): Promise<BrowserContext> {
  const context = await inBrowser.newContext()
  context.setDefaultTimeout(30_000)
  const page = await context.newPage()
  await page.goto(link)
  await page.getByRole('button', { name: 'Dan Okafor' }).click()
  await page.getByRole('heading', { name: 'Bookshelf' }).first().waitFor()
  return context
}

async function whatHomeLoads(inBrowser: Browser, workbench: Workbench) {
  const context = await signedIn(inBrowser, workbench)
  context.setDefaultTimeout(30_000)
  const page = await context.newPage()
  const paths = new Set<string>()
  context.on('request', (request) => paths.add(new URL(request.url()).pathname + new URL(request.url()).search))
  await openHome(page, `${workbench.origin}/projects/bookshelf`)
  // A fresh server is slow, and what Home loads for its data counts too.
  await page.locator('.lw-home-board').waitFor()
  await page.waitForTimeout(1500)
  // Some scripts come from the sign-in's cache; only the document's own list has all of them.
  const entries = await page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname),
  )
  await context.close()
  const seen = [...new Set([...entries, ...paths])].filter((path) => /^\/assets\/.*\.(js|css)$/.test(path))
  const scripts = [...new Set([...seen, ...seen.flatMap(sharedWorkersOf)])].sort()
  const requests = [...paths].filter((path) => path.startsWith('/apis/') && !/\/(config|events)$/.test(path))
  return { scripts, requests }
}

/** Finds the shared workers that a script starts, which neither the page nor its context reports. */
function sharedWorkersOf(script: string): readonly string[] {
  const text = readFileSync(join(dist, script), 'utf8')
  return [...text.matchAll(/new SharedWorker\([^)]*?["'`]([^"'`]+\.js)["'`]/g)].map(
    ([, path = '']) => new URL(path, `http://localhost${script}`).pathname,
  )
}

async function openHome(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page
    .getByText(/Bookshelf|bookshelf/)
    .first()
    .waitFor()
  // Live streams keep the network busy for ever, so "idle" is no signal; a second without a larger paint is.
  await page.waitForTimeout(1500)
}

async function buildBare(scripts: readonly string[], requests: readonly string[]): Promise<void> {
  mkdirSync(sources, { recursive: true })
  writeFileSync(join(sources, 'libraries.js'), librariesModule(usesOf(root, dist, scripts)))
  writeFileSync(join(sources, 'main.js'), bareMain(requests))
  writeFileSync(
    join(sources, 'index.html'),
    '<!doctype html><title>Bare</title><div id="root"></div><script type="module" src="./main.js"></script>',
  )
  const { plugins = [] } = config({ mode: 'production', command: 'build' })
  const published = plugins.filter(
    (plugin) => !(plugin instanceof Object && 'name' in plugin && plugin.name === identityFromSources),
  )
  for (const [outDir, taken] of [
    [bareFolder, published],
    [trimmedFolder, plugins],
  ] as const) {
    await build({
      configFile: false,
      logLevel: 'error',
      root: sources,
      base: `/${bareName}/`,
      plugins: taken,
      build: {
        outDir,
        emptyOutDir: true,
        target: 'es2024',
        modulePreload: { polyfill: false },
        assetsInlineLimit: 0,
        reportCompressedSize: false,
      },
    })
  }
  for (const name of [...filesOf(bareFolder), 'index.html']) {
    const file = join(bareFolder, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)))
  }
}

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => /\.(js|css)$/.test(name))
}

function sizesOf(folder: string, paths: readonly string[]) {
  const files = paths.map((path) => [path, brotliCompressSync(readFileSync(join(folder, path))).length] as const)
  return { files: files.toSorted(([, a], [, b]) => b - a), total: files.reduce((sum, [, bytes]) => sum + bytes, 0) }
}

async function paintsInTurns(inBrowser: Browser, workbench: Workbench) {
  const context = await signedIn(inBrowser, workbench)
  const storageState = await context.storageState()
  await context.close()
  const paints: { readonly workbench: number[]; readonly bare: number[] } = { workbench: [], bare: [] }
  for (let turn = 0; turn < turns; turn += 1) {
    paints.workbench.push(await largestPaint(inBrowser, storageState, `${workbench.origin}/projects/bookshelf`))
    paints.bare.push(await largestPaint(inBrowser, storageState, `${workbench.origin}/${bareName}/index.html`))
  }
  return paints
}

/** Milliseconds from the navigation to the largest contentful paint, in a profile with the cookies of the sign-in and nothing else. */
async function largestPaint(
  inBrowser: Browser,
  storageState: Awaited<ReturnType<BrowserContext['storageState']>>,
  url: string,
): Promise<number> {
  const context = await inBrowser.newContext({ storageState, viewport: { width: 1440, height: 900 } })
  context.setDefaultTimeout(30_000)
  const page = await context.newPage()
  await openHome(page, url)
  const milliseconds = await page.evaluate<number>(lastLargestPaint)
  await context.close()
  return milliseconds
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

function kilo(bytes: number): string {
  return (bytes / 1000).toFixed(1).padStart(7)
}

function milli(values: readonly number[]): string {
  return median(values).toFixed(0).padStart(7)
}
