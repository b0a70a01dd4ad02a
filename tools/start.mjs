// Brings the workbench up: the built one, the one for developers with hot reload, and the demo without a server.
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { readArguments, usage } from '../server/node/start/arguments.mjs'
import { provideKernel } from './kernel.mjs'
import { provideBubblewrap, requireGit } from './machine.mjs'
import { provideNode, withNode } from './node24.mjs'
import { arePackagesThere, providePackages } from './packages.mjs'
import { root } from './programs.mjs'
import { say, SetupError } from './progress.mjs'
import { provideDemo, provideWeb } from './web.mjs'

export async function start(args) {
  const port = portOf(args)
  if (port === undefined) return 0
  // What takes a port is told before minutes of building; where the server can start already, by itself: it knows whose that other one is.
  const isTaken = await isPortTaken(port)
  if (isTaken && !arePackagesThere()) throw portTaken(port)
  const node = isTaken ? await provideNode() : await setUp()
  if (!isTaken) await provideWeb(node)
  return serve(node, ['server/node/main.ts', ...args])
}

/** Vite on the port that was asked for, the API one above it; the page's origin is the issuer, so both look like one server. */
export async function dev(args) {
  const port = portOf(args)
  if (port === undefined) return 0
  const api = port + 1
  for (const wanted of [port, api]) if (await isPortTaken(wanted)) throw portTaken(wanted)
  const node = await setUp()
  const origin = `http://localhost:${port}`
  const rest = withoutPort(args)
  const server = serve(node, [
    '--watch-preserve-output',
    '--watch',
    'server/node/main.ts',
    '--port',
    `${api}`,
    '--public-url',
    origin,
    '--keep',
    '--no-open',
    ...rest,
  ])
  const env = { ...withNode(node), LINEWRIGHT_API: `http://localhost:${api}` }
  const vite = serve(
    node,
    ['node_modules/vite/bin/vite.js', '--port', `${port}`, '--strictPort', '--host', 'localhost'],
    env,
  )
  return Promise.race([server, vite])
}

export async function demo(args) {
  const port = portOf(args)
  if (port === undefined) return 0
  if (await isPortTaken(port)) throw portTaken(port)
  const node = await setUp()
  await provideDemo(node)
  return serve(node, ['server/node/serve-demo.ts', ...args])
}

/** What every command needs; answers the Node to run it with. */
export async function setUp() {
  requireGit()
  // Needs nothing that is installed: who has no Go learns it before minutes of installing.
  await provideKernel()
  const node = await provideNode()
  await providePackages(node)
  await provideBubblewrap()
  return node
}

// The channel tells the server when this process has gone, however it went: no server stays behind on the port.
function serve(node, args, env = withNode(node)) {
  const child = spawn(node, args, { cwd: root, env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  const pass = (signal) => child.kill(signal)
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, pass)
  // A terminal sends Ctrl+C to the whole group, so the server may have it already; it counts a different signal once only.
  process.on('SIGINT', () => pass('SIGTERM'))
  // npm starts us through a shell, which passes no signal on: when it has gone, the command was ended.
  const parent = process.ppid
  const watch = setInterval(() => process.ppid !== parent && pass('SIGTERM'), 500)
  watch.unref()
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new SetupError(`The server could not be started: ${error.message}`)))
    child.on('close', (code, signal) => {
      if (signal !== null && signal !== 'SIGTERM' && signal !== 'SIGINT')
        say(`The server was ended by ${signal}; start it again and runs go on`)
      resolve(code ?? 1)
    })
  })
}

/** Whether somebody has the port on this machine; what else is wrong with it the server says. */
async function isPortTaken(port) {
  const codes = await Promise.all(['127.0.0.1', '::1'].map((host) => listenOnce(port, host)))
  return codes.includes('EADDRINUSE')
}

function listenOnce(port, host) {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', ({ code }) => resolve(code))
    server.listen({ port, host }, () => server.close(resolve))
  })
}

function portTaken(port) {
  return new SetupError(
    `Port ${port} is in use: stop the other program or choose another one with --port ${port + 100}`,
  )
}

/** The port that is asked for, or the usual one; nothing where somebody only asks what there is. What is wrong is told before minutes of building. */
function portOf(args) {
  const { values, wrong } = readArguments(args)
  if (wrong !== undefined) throw new SetupError(`${wrong}\n${usage}`)
  if (!values.help) return Number(values.port ?? 7480)
  console.log(usage)
  return undefined
}

function withoutPort(args) {
  const at = args.indexOf('--port')
  return args.filter((arg, index) => !arg.startsWith('--port=') && !(at >= 0 && (index === at || index === at + 1)))
}
