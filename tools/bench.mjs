// Runs the measurements one after another: every `bench/<name>/main.ts`, or those that are named.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { withNode } from './node24.mjs'
import { root, runShown } from './programs.mjs'
import { requireKnown, say } from './progress.mjs'
import { setUp } from './start.mjs'
import { provideWeb } from './web.mjs'

export async function bench(args) {
  const folder = join(root, 'bench')
  const all = existsSync(folder) ? readdirSync(folder).filter((name) => existsSync(join(folder, name, 'main.ts'))) : []
  requireKnown('measurement', all, args)
  const node = await setUp()
  // Some measure the page as it is built; what an earlier state of the sources was says nothing.
  await provideWeb(node)
  let worst = 0
  for (const name of args.length > 0 ? args : all) {
    say(`bench ${name}`)
    worst = Math.max(worst, await runShown(node, [join('bench', name, 'main.ts')], { env: withNode(node) }))
  }
  return worst
}
