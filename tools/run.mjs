// The one way in: `npm start`, `npm run dev`, `npm run demo`, `npm test`, `npm run check`, `npm run bench`. It brings the machine to where
// the command can run, and keeps what is up to date. Plain JavaScript for any Node from 20 on, with nothing installed.
import { SetupError, say, setupErrorOf } from './progress.mjs'

const commands = {
  start: () => import('./start.mjs').then(({ start }) => start(args)),
  dev: () => import('./start.mjs').then(({ dev }) => dev(args)),
  demo: () => import('./start.mjs').then(({ demo }) => demo(args)),
  test: () => import('./test.mjs').then(({ test }) => test(args)),
  check: () => import('./check.mjs').then(({ check }) => check(args)),
  bench: () => import('./bench.mjs').then(({ bench }) => bench(args)),
}

const [command = '', ...given] = process.argv.slice(2)
// npm takes the `--` before the arguments away, others pass it on.
const args = given[0] === '--' ? given.slice(1) : given

try {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new SetupError(
      `Node ${process.versions.node} is too old; install Node 24 (20 is enough to get started): https://nodejs.org/en/download`,
    )
  }
  if (!Object.hasOwn(commands, command))
    throw new SetupError(`There is no command "${command}"; there are ${Object.keys(commands).join(', ')}`)
  process.exitCode = await commands[command]()
} catch (error) {
  const known = setupErrorOf(error)
  if (known === undefined) throw error
  say(known.message)
  if (command === 'test') console.log('0 passed, 1 failed')
  process.exitCode = 1
}
