// Types, lint, format and unused code, each as one check. They do not need each other, so all are run even if one fails.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { provideNode, withNode } from './node24.mjs'
import { providePackages } from './packages.mjs'
import { root, runShown } from './programs.mjs'
import { requireKnown, say, seconds } from './progress.mjs'

// Named folders only: a linter that follows a linked node_modules would never end.
const linted = [
  'src',
  'server',
  'compiler',
  'cli',
  'mocks',
  'e2e',
  'bench',
  'tools',
  'adapters',
  'vite.config.ts',
  'vitest.config.ts',
  'playwright.config.ts',
]

const names = ['types', 'lint', 'format', 'unused']

export async function check(args) {
  requireKnown('check', names, args)
  const node = await provideNode()
  await providePackages(node)
  const { passed, failed } = await runChecks(node, args.length === 0 ? names : args)
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

export async function runChecks(node, only = names) {
  const there = readdirSync(root)
  const folders = linted.filter((path) => there.includes(path))
  const checks = [
    ['types', join('typescript', 'bin', 'tsc'), ['-b']],
    ['lint', join('oxlint', 'bin', 'oxlint'), ['--deny-warnings', ...folders]],
    ['format', join('oxfmt', 'bin', 'oxfmt'), ['--check', ...folders]],
    ['unused', join('knip', 'bin', 'knip.js'), ['--no-progress']],
  ].filter(([name]) => only.includes(name))
  let failed = 0
  for (const [name, script, args] of checks) {
    const started = Date.now()
    const code = await runShown(node, [join('node_modules', script), ...args], { env: withNode(node) })
    say(`check ${name}: ${code === 0 ? 'passed' : 'FAILED'} (${seconds(started)})`)
    if (code !== 0) failed += 1
  }
  return { passed: checks.length - failed, failed }
}
