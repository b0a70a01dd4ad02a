import type { Page } from '@playwright/test'
import { z } from 'zod'
import { createGitToken } from '#contract/projects.ts'
import { clone } from '../../e2e/git.ts'
import { signIn } from '../../e2e/pages/sign-in.ts'
import { createPlatform, project } from '../../e2e/platform.ts'
import { startWorkbench } from '../../e2e/workbench-server.ts'
import { launch } from '../in-browser/measure.ts'

/*
 * A log through the whole product: a step of a real run prints 100,000 lines a second for a while, then as fast as it can up to a gigabyte, while a
 * person watches in a browser; then the page is reopened on the finished log. Arguments: megabytes, seconds of the live part.
 */

const [megabytes = 1000, seconds = 5] = process.argv.slice(2).map(Number)
/** In milliseconds; both need a quiet machine. */
const budgets = { frame: 17, first: 1000 }
const lines = Math.ceil((megabytes * 1e6) / 105)
const needles = Math.floor((lines - 777_778) / 1e6) + 1
/** The number of lines that the page shows. */
const countOf = `Number(document.querySelector('.lw-log-count')?.textContent.replace(/ .*/, '').replace(/\\D/g, '') ?? 0)`

// A string, since it runs in the step.
const printer = `
import { openSync, writeSync } from 'node:fs'
const words = ['resolving', 'packages', 'linking', 'shelf', 'order', 'index', 'compiled', 'module', 'cached', 'upload']
let line = 0
function chunk(count) {
  let text = ''
  for (const end = line + count; line < end; line += 1) {
    const word = words[line % words.length]
    text += '\\u001b[32m' + word + '\\u001b[0m step ' + line + ' took ' + (line % 977) + ' ms, wrote dist/' + word + '/' + ((line * 7919) % 99991) + '.js' + (line % 1000000 === 777777 ? ' needle' : '') + '\\n'
  }
  return text
}
// The test runner takes the output of tests apart; this goes past it.
const out = openSync('/proc/' + process.ppid + '/fd/1', 'w')
const print = (text) => { const bytes = Buffer.from(text); for (let at = 0; at < bytes.length;) at += writeSync(out, bytes, at) }
const start = Date.now()
for (let turn = 0; turn < ${String(seconds * 40)}; turn += 1) {
  print(chunk(2500))
  const early = start + turn * 25 - Date.now()
  if (early > 0) await new Promise((done) => setTimeout(done, early))
}
print('live part: ' + line + ' lines in ' + (Date.now() - start) + ' ms\\n')
while (line * 105 < ${String(megabytes * 1e6)}) print(chunk(5000))
print('last of ' + line + '\\n')
process.exit(1)
`

const workbench = await startWorkbench()
const browser = await launch('--enable-precise-memory-info')
// Playwright polls conditions by evaluating strings, which the page's policy forbids.
const context = await browser.newContext({
  viewport: { width: 1440, height: 900 },
  baseURL: workbench.origin,
  bypassCSP: true,
})
const page = await context.newPage()
const platform = createPlatform(page, workbench.origin)
const show = (name: string, value: number): void =>
  void process.stdout.write(`${name.padEnd(58)}${value.toFixed(0).padStart(8)}\n`)
let isGood = false
try {
  await signIn(page, workbench, 'Dan', '/')
  const { user, token } = (await platform.call(createGitToken, { project })).value()
  const copy = await clone(`${workbench.origin}/git/${project}/bookshelf-api.git`, user, token)
  await copy.write('test/big.test.mjs', printer)
  await copy.commit('Print a lot')
  await copy.push()
  await copy.remove()
  const { id } = await platform.start('A large log')
  const address = `/projects/${project}/runs/${id}`
  await page.goto(address)
  await page.waitForFunction(`${countOf} > 1000`, undefined, { timeout: 60_000 })
  const frames = await framesFor(page, Math.max(1, seconds - 1))
  show('frames while 100,000 lines/s come in, p50', frames.p50)
  show('                                      p95', frames.p95)
  show('main thread busy, per cent', frames.busy)
  const printing = performance.now()
  await platform.until(id, ({ state }) => state === 'failed', 300)
  show('then until the step has printed the rest', performance.now() - printing)
  await page.goto('about:blank')
  const start = performance.now()
  await page.goto(address, { waitUntil: 'commit' })
  await page.waitForFunction(`${countOf} > 1000`, undefined, { timeout: 60_000 })
  const first = performance.now() - start
  show('finished log: its first lines, with the page around it', first)
  await page.waitForFunction(`${countOf} >= ${String(lines)}`, undefined, { timeout: 120_000 })
  show('finished log: its end and the whole scroll bar', performance.now() - start)
  const words = page.getByRole('searchbox', { name: 'Search this log' })
  const search = performance.now()
  await words.fill('needle')
  const hits = page.locator('.lw-log-hits').filter({ hasText: `1 of ${String(needles)}` })
  await hits.waitFor({ timeout: 120_000 })
  show(`search of all of it by the server, ${String(needles)} hits`, performance.now() - search)
  show("memory of the page's own heap, MB", await page.evaluate<number>('performance.memory.usedJSHeapSize / 1e6'))
  isGood = frames.p95 <= budgets.frame * 1.5 && first <= budgets.first
} finally {
  await browser.close()
  await workbench.remove()
}
process.exit(isGood ? 0 : 1)

async function framesFor(on: Page, duration: number): Promise<{ p50: number; p95: number; busy: number }> {
  const session = await on.context().newCDPSession(on)
  await session.send('Performance.enable')
  const taskTime = async (): Promise<number> =>
    (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0
  const before = await taskTime()
  const gaps = z.array(z.number()).parse(
    await on.evaluate(`(async () => {
      const all = []
      let last = performance.now()
      for (const end = last + ${String(duration * 1000)}; last < end;) {
        await new Promise((done) => requestAnimationFrame(done))
        const now = performance.now()
        all.push(now - last)
        last = now
      }
      return all.sort((a, b) => a - b)
    })()`),
  )
  const at = (part: number): number => gaps[Math.floor(gaps.length * part)] ?? 0
  return { p50: at(0.5), p95: at(0.95), busy: (((await taskTime()) - before) / duration) * 100 }
}
