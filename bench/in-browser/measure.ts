import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type CDPSession, type Page } from '@playwright/test'
import { getRequestListener } from '@hono/node-server'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { editorLayers, iconFontAhead } from '../../vite.config.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The pages built for a measurement, one per peer. */
export interface BuiltPages {
  readonly url: (entry: string) => string
  readonly close: () => void
}

/** Builds the entries of a measurement like the product, and serves them from this machine. */
async function buildPages(name: string, entries: readonly string[], api: Api | undefined): Promise<BuiltPages> {
  const folder = join(root, '.build', 'bench', name)
  mkdirSync(folder, { recursive: true })
  for (const entry of entries) {
    // The empty pages have the same root and height as the application's page.
    writeFileSync(
      join(folder, `${entry}.html`),
      `<!doctype html><html data-theme="light"><body style="margin:0"><div id="root" style="height:100vh"></div><script type="module" src="${join(root, 'bench', name, 'page', `${entry}.tsx`)}"></script></body></html>`,
    )
  }
  const out = join(root, '.build', 'bench', `${name}-dist`)
  await build({
    configFile: false,
    root: folder,
    logLevel: 'warn',
    plugins: [iconFontAhead(), react()],
    resolve: { preserveSymlinks: false },
    worker: { format: 'es' },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: out,
      emptyOutDir: true,
      target: 'es2024',
      minify: !process.argv.includes('plain'),
      modulePreload: false,
      chunkSizeWarningLimit: 10_000,
      rolldownOptions: {
        input: Object.fromEntries(entries.map((entry) => [entry, join(folder, `${entry}.html`)])),
        output: { codeSplitting: { groups: editorLayers } },
      },
    },
  })
  const server = await serve(out, entries[0] ?? '', api)
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { url: (entry) => `http://127.0.0.1:${port}/${entry}.html`, close: () => void server.close() }
}

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

/** Answers the API requests of a page. */
export type Api = (request: Request) => Response | Promise<Response>

/** Serves the files of a folder; other paths get the first page. */
async function serve(folder: string, first: string, api: Api | undefined): Promise<Server> {
  const ask = api === undefined ? undefined : getRequestListener(api, { overrideGlobalObjects: false })
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (ask !== undefined && pathname.startsWith('/apis/')) return void ask(request, response)
    const path = extname(pathname) === '' ? `${first}.html` : pathname
    readFile(join(folder, path)).then(
      (bytes) => {
        response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream')
        response.end(bytes)
      },
      () => {
        response.statusCode = 404
        response.end()
      },
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

/** Launches the browser for measurements, with extra switches for some. */
export function launch(...switches: readonly string[]): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['LINEWRIGHT_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', ...switches],
  })
}

/** Main-thread CPU milliseconds of a page so far, hardly affected by the machine's load. */
export interface WorkMeter {
  readonly work: () => Promise<number>
}

/** Reads the thread's own clock, so that other programs on the machine do not count. */
export async function meterOf(page: Page): Promise<WorkMeter> {
  const session: CDPSession = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return {
    async work() {
      const { metrics } = await session.send('Performance.getMetrics')
      return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0)
    },
  }
}

/** An opened page, with the main-thread milliseconds of its `window.open()`. */
export interface OpenedPage {
  readonly page: Page
  readonly meter: WorkMeter
  readonly open: number
}

/** Loads a page in a fresh profile, then makes it show what is measured. */
export async function openedPage(browser: Browser, url: string): Promise<OpenedPage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.goto(url)
  await page.waitForFunction('typeof window.open === "function" && document.readyState === "complete"')
  const meter = await meterOf(page)
  const before = await meter.work()
  await page.evaluate('window.open()')
  await painted(page)
  return { page, meter, open: (await meter.work()) - before }
}

/** Builds the pages, runs the measurement in a browser, and exits with the verdict on its budgets. */
export async function measureIn(
  name: string,
  entries: readonly string[],
  measure: (browser: Browser, pages: BuiltPages) => Promise<boolean>,
  api?: Api,
): Promise<never> {
  const pages = await buildPages(name, entries, api)
  const browser = await launch()
  let isWithinBudget = false
  try {
    isWithinBudget = await measure(browser, pages)
  } finally {
    await browser.close()
    pages.close()
  }
  process.exit(isWithinBudget ? 0 : 1)
}

/** Returns the median. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** Waits until changes are painted: a message sent within a frame arrives after its paint. */
export async function painted(page: Page): Promise<void> {
  await page.evaluate(`new Promise((done) => requestAnimationFrame(() => {
    const channel = new MessageChannel()
    channel.port1.onmessage = () => done()
    channel.port2.postMessage(0)
  }))`)
}
