import { spawn } from 'node:child_process'
import { join } from 'node:path'

/*
 * The long form of `server/node/crash.test.ts`: kills the server at 200 random points (or as many as given) of runs with parallel stages and gates.
 * No event or log line may be lost, no step may start twice, and every run must reach its gate without help. 200 kills of 30 runs took 8 minutes on
 * two quiet cores and 17 on busy ones. Then the long form of `server/node/crash-engine.test.ts`: as many kills of the engine in runs with retries, a
 * matrix and a gate, 4 minutes on quiet cores.
 */

const kills = Number(process.argv[2] ?? 200)
process.stdout.write(`${kills} kills of the server at random points, and of the engine\n`)
const vitest = join('node_modules', 'vitest', 'vitest.mjs')
const started = performance.now()
const tests = ['server/node/crash.test.ts', 'server/node/crash-engine.test.ts', '-t', 'killed again and again']
const child = spawn(process.execPath, [vitest, 'run', '--no-file-parallelism', ...tests], {
  stdio: 'inherit',
  env: { ...process.env, LINEWRIGHT_KILLS: String(kills) },
})
child.on('exit', (code) => {
  process.stdout.write(
    `${code === 0 ? 'passed' : 'FAILED'} in ${((performance.now() - started) / 60_000).toFixed(1)} minutes\n`,
  )
  process.exitCode = code ?? 1
})
