import { createServer } from 'node:http'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { z } from 'zod'
import { launch } from '../in-browser/measure.ts'

/*
 * The log pane's worker and screen against an xterm that keeps every line (scrollback of a million), in one browser, one after another, on the same
 * 937,000 coloured lines (100 MB of text; ours adds a time stamp of 40 bytes per line). "Shown and searchable" lasts from the first byte handed over
 * until the last rows are painted and a search can be answered.
 */

const budgets = { load: 500, timesFaster: 30, search: 100, frame: 17 }
const lines = Number(process.argv[2] ?? 937_000)
const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = join(root, '.build', 'bench-logs')
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

// A string, since it runs in the page, and Node programs lack the browser's types.
const pageScript = `
import { Terminal } from '@xterm/xterm'
import { createLogClient } from '../../src/features/logs/reading/log-client.ts'
import { openLogScreen } from '../../src/features/logs/pane/log-screen.ts'

const words = ['resolving', 'packages', 'linking', 'shelf', 'order', 'index', 'compiled', 'module', 'cached', 'upload']
function textOf(line) {
  const word = words[line % words.length]
  const rare = line % 100000 === 77777 ? ' needle' : ''
  return '\\u001b[32m' + word + '\\u001b[0m step ' + line + ' of many, took ' + (line % 977) + ' ms, wrote \\u001b[1mdist/' + word + '/' + (line * 7919 % 99991) + '.js\\u001b[22m' + rare
}
function* chunksOf(count, head) {
  const encoder = new TextEncoder()
  for (let from = 0; from < count; from += 2500) {
    let text = ''
    for (let line = from; line < Math.min(count, from + 2500); line += 1) text += head + textOf(line).padEnd(116, '.') + '\\n'
    // A buffer of its own, as it comes from the network: it is handed over.
    yield encoder.encode(text)
  }
}
const head = '2026-11-24T10:00:00.123456789Z stdout F '
const frame = () => new Promise((done) => requestAnimationFrame(done))
const nothingMissing = () => Promise.reject(new Error('All of the log is there'))
const stage = document.querySelector('#stage')
const options = { anchor: 'bottom', pattern: undefined, wrap: true, column: 0, note: () => '' }

globalThis.own = async (count) => {
  const chunks = [...chunksOf(count, head)]
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  const screen = openLogScreen(stage)
  const rows = screen.fit()
  let client
  let longest = 0
  const tasks = new PerformanceObserver((list) => { for (const entry of list.getEntries()) longest = Math.max(longest, entry.duration) })
  tasks.observe({ type: 'longtask' })
  const start = performance.now()
  const whole = new Promise((done) => {
    client = createLogClient({ read: nothingMissing, onGrown: (growth) => {
      void client.rows(Math.max(0, growth.rowCount - rows), rows).then((lines) => {
        screen.paint(lines, options)
        if (growth.lineCount === count) done()
      })
    } })
  })
  for (const [index, chunk] of chunks.entries()) {
    client.append(chunk)
    if (index % 20 === 19) await new Promise((done) => setTimeout(done, 0))
  }
  await whole
  const load = performance.now() - start
  const query = { words: 'needle', matchCase: false, wholeWord: false, regexp: false }
  const searchStart = performance.now()
  const hits = await client.search(query)
  const search = performance.now() - searchStart
  const patternStart = performance.now()
  const patternHits = (await client.search({ ...query, words: 'took .* needl[e]', regexp: true })).length
  const pattern = performance.now() - patternStart
  const jumps = []
  for (let at = 0; at < 20; at += 1) {
    const from = Math.floor((count - rows) * (at * 7 % 20) / 20)
    const jumpStart = performance.now()
    screen.paint(await client.rows(from, rows), options)
    jumps.push(performance.now() - jumpStart)
  }
  client.close()
  screen.close()
  tasks.disconnect()
  return { load, search, pattern, patternHits, hits: hits.length, bytes, longest, jump: jumps.toSorted((a, b) => a - b)[18] }
}

globalThis.peer = async (count) => {
  const chunks = [...chunksOf(count, '')]
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  const terminal = new Terminal({ cols: 140, rows: 45, scrollback: 1000000, convertEol: true })
  terminal.open(stage)
  const start = performance.now()
  for (const chunk of chunks) await new Promise((done) => terminal.write(chunk, done))
  await frame()
  const load = performance.now() - start
  const searchStart = performance.now()
  let hits = 0
  const { active } = terminal.buffer
  for (let line = 0; line < active.length; line += 1) if (active.getLine(line)?.translateToString(true).includes('needle')) hits += 1
  const search = performance.now() - searchStart
  terminal.dispose()
  return { load, search, hits, bytes }
}

globalThis.live = async (seconds) => {
  const screen = openLogScreen(stage)
  const rows = screen.fit()
  let client
  let seen = 0
  client = createLogClient({ read: nothingMissing, onGrown: (growth) => {
    seen = growth.lineCount
    void client.rows(Math.max(0, growth.rowCount - rows), rows).then((lines) => screen.paint(lines, options))
  } })
  const chunks = [...chunksOf(100000 * seconds, head)]
  const frames = []
  const start = performance.now()
  let before = start
  let sent = 0
  while (performance.now() - start < seconds * 1000) {
    await frame()
    const now = performance.now()
    frames.push(now - before)
    before = now
    const due = Math.min(chunks.length, Math.floor((now - start) / 25))
    for (; sent < due; sent += 1) client.append(chunks[sent])
  }
  client.close()
  screen.close()
  frames.sort((a, b) => a - b)
  return { frames: frames.length, p50: frames[Math.floor(frames.length * 0.5)], p95: frames[Math.floor(frames.length * 0.95)], seen }
}
document.title = 'ready'
`

const ownSchema = z.object({
  load: z.number(),
  search: z.number(),
  pattern: z.number(),
  patternHits: z.number(),
  hits: z.number(),
  bytes: z.number(),
  longest: z.number(),
  jump: z.number(),
})
const peerSchema = z.object({ load: z.number(), search: z.number(), hits: z.number(), bytes: z.number() })
const liveSchema = z.object({ frames: z.number(), p50: z.number(), p95: z.number(), seen: z.number() })

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'main.js'), pageScript)
writeFileSync(
  join(folder, 'index.html'),
  '<!doctype html><title>loading</title><style>:root{--mono:monospace;--code:#fff;--text:#222;--hit:#ffe08a}#stage{width:1100px;height:760px}.lw-log-probe{position:absolute;font:12px monospace;white-space:pre}</style><div id="stage"></div><script type="module" src="./main.js"></script>',
)
await build({
  root: folder,
  configFile: false,
  logLevel: 'error',
  worker: { format: 'es' },
  build: { outDir: join(folder, 'out'), target: 'esnext' },
})

const server = createServer((request, response) => {
  const path = request.url === '/' ? '/index.html' : (request.url ?? '')
  try {
    response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream')
    response.end(readFileSync(join(folder, 'out', path)))
  } catch {
    response.writeHead(404).end()
  }
})
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
const address = server.address()
const port = typeof address === 'object' && address !== null ? address.port : 0
const browser = await launch()

async function inPage(code: string): Promise<unknown> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 800 } })
  page.setDefaultTimeout(180_000)
  try {
    await page.goto(`http://127.0.0.1:${String(port)}/`)
    await page.waitForFunction("document.title === 'ready'")
    return await page.evaluate(code)
  } finally {
    await page.close()
  }
}

const own = ownSchema.parse(await inPage(`own(${String(lines)})`))
const peer = peerSchema.parse(await inPage(`peer(${String(lines)})`))
const again = ownSchema.parse(await inPage(`own(${String(lines)})`))
const live = liveSchema.parse(await inPage('live(3)'))
await browser.close()
server.close()

const load = Math.min(own.load, again.load)
const search = Math.min(own.search, again.search)
const faster = peer.load / load
const show = (value: number): string => value.toFixed(0).padStart(8)
process.stdout.write(`${String(lines)} lines, ${(peer.bytes / 1e6).toFixed(0)} MB of text; better of two of ours\n\n`)
process.stdout.write('                          ours ms  xterm ms   ratio   budget\n')
process.stdout.write(
  `shown and searchable     ${show(load)}  ${show(peer.load)}  ${faster.toFixed(1).padStart(6)}   ${String(budgets.load)} ms, ${String(budgets.timesFaster)}x\n`,
)
process.stdout.write(
  `search, ${String(own.hits)} hits           ${show(search)}  ${show(peer.search)}  ${(peer.search / search).toFixed(1).padStart(6)}   ${String(budgets.search)} ms\n`,
)
process.stdout.write(`the same by a pattern    ${show(Math.min(own.pattern, again.pattern))}\n`)
process.stdout.write(`jump to any line, p95    ${show(own.jump)}\nlongest task while loading ${show(own.longest)}\n`)
process.stdout.write(
  `live, 100,000 lines/s: ${String(live.seen)} lines in 3 s, frames ${live.p50.toFixed(1)} ms (p50), ${live.p95.toFixed(1)} ms (p95), ${String(live.frames)} of 180\n`,
)
const isGood =
  load <= budgets.load &&
  faster >= budgets.timesFaster &&
  search <= budgets.search &&
  own.hits === peer.hits &&
  own.patternHits === own.hits
process.exit(isGood ? 0 : 1)
