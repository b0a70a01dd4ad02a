// Everything that proves the workbench: checks, tests in Node, journeys in a browser. The last line counts them all.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runChecks } from './check.mjs'
import { provideChromium } from './machine.mjs'
import { withNode } from './node24.mjs'
import { root, runShown } from './programs.mjs'
import { requireKnown, say, SetupError, seconds } from './progress.mjs'
import { setUp } from './start.mjs'
import { provideDemo, provideWeb } from './web.mjs'

const reports = join(root, '.build', 'test')

const names = ['checks', 'tests', 'journeys']

export async function test(args) {
  requireKnown('part of the tests', names, args)
  const started = Date.now()
  const node = await setUp()
  rmSync(reports, { recursive: true, force: true })
  mkdirSync(reports, { recursive: true })
  const env = { ...withNode(node), CI: process.env['CI'] ?? '', FORCE_COLOR: process.stdout.isTTY ? '1' : '0' }
  const suites = [
    ['checks', () => runChecks(node)],
    ['tests', () => runVitest(node, env)],
    ['journeys', () => runJourneys(node, env)],
  ].filter(([name]) => args.length === 0 || args.includes(name))
  const counts = []
  for (const [name, run] of suites) counts.push([name, await counted(name, run)])
  for (const [name, { passed, failed }] of counts) say(`${name}: ${passed} passed, ${failed} failed`)
  say(`all of it took ${seconds(started)}`)
  const passed = counts.reduce((sum, [, count]) => sum + count.passed, 0)
  const failed = counts.reduce((sum, [, count]) => sum + count.failed, 0)
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 && passed > 0 ? 0 : 1
}

async function counted(name, run) {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    say(`${name}: ${error.message}`)
    return { passed: 0, failed: 1 }
  }
}

async function runVitest(node, env) {
  const file = join(reports, 'vitest.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const code = await runShown(node, [join('node_modules', 'vitest', 'vitest.mjs'), ...args], { env })
  const report = readReport(file)
  if (report === undefined) return { passed: 0, failed: 1 }
  // A file that cannot even be loaded has no tests to fail.
  const unloadable = report.testResults.filter(
    (result) => result.status === 'failed' && result.assertionResults.length === 0,
  ).length
  return atLeastOneFailure(code, report.numPassedTests, report.numFailedTests + unloadable)
}

async function runJourneys(node, env) {
  if (!hasJourneys()) return { passed: 0, failed: 0 }
  const chromium = await provideChromium()
  await provideWeb(node)
  await provideDemo(node)
  const code = await runShown(node, [join('node_modules', '@playwright', 'test', 'cli.js'), 'test'], {
    env: { ...env, LINEWRIGHT_CHROMIUM: chromium, LINEWRIGHT_NODE: node },
  })
  const stats = readReport(join(reports, 'playwright.json'))?.stats
  if (stats === undefined) return { passed: 0, failed: 1 }
  return atLeastOneFailure(code, stats.expected + stats.flaky, stats.unexpected)
}

function atLeastOneFailure(code, passed, failed) {
  return { passed, failed: code === 0 ? failed : Math.max(failed, 1) }
}

function hasJourneys() {
  const folder = join(root, 'e2e')
  return (
    existsSync(folder) && readdirSync(folder, { recursive: true }).some((name) => String(name).endsWith('.spec.ts'))
  )
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
