// Starts the command line from its sources: in this very process when its Node is new enough, else in a Node 24 beside it.
import { spawn } from 'node:child_process'
import module from 'node:module'
import { constants } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { provideKernel } from './kernel.mjs'
import { provideNode, withNode } from './node24.mjs'
import { providePackages } from './packages.mjs'
import { root } from './programs.mjs'
import { sayOnErrorOutput, SetupError, setupErrorOf } from './progress.mjs'
import { behindProxy } from './proxy.mjs'

const main = join(root, 'cli', 'main.ts')
/** Words that need no kernel, so that help is there on a machine that cannot build one. */
const light = new Set(['help', 'completion', 'version', '--help', '-h', '--version'])

export async function launch(args) {
  sayOnErrorOutput()
  let node
  try {
    if (Number(process.versions.node.split('.')[0]) < 20)
      throw new SetupError(`Node ${process.versions.node} is too old; install Node 24: https://nodejs.org/en/download`)
    node = await provideNode()
    await providePackages(node)
  } catch (error) {
    const known = setupErrorOf(error)
    if (known === undefined) throw error
    process.stderr.write(`linewright: ${known.message}\n`)
    process.exitCode = 1
    return
  }
  await provideKernelIfNeeded(args)
  if (node === process.execPath) {
    module.enableCompileCache?.(join(root, '.build', 'compile-cache'))
    Object.assign(process.env, behindProxy(process.env))
    if (process.env['NODE_USE_ENV_PROXY'] === '1') (await import('node:http')).setGlobalProxyFromEnv?.()
    await import(pathToFileURL(main).href)
  } else {
    process.exitCode = await runBeside(node, args)
  }
}

// What needs no kernel goes on without one; what needs it finds the reason here.
async function provideKernelIfNeeded([first = 'help']) {
  if (light.has(first)) return
  try {
    await provideKernel()
  } catch (error) {
    const known = setupErrorOf(error)
    if (known === undefined) throw error
    process.env['LINEWRIGHT_NO_KERNEL'] = known.message
  }
}

function runBeside(node, args) {
  const env = { ...withNode(node), NODE_COMPILE_CACHE: join(root, '.build', 'compile-cache') }
  // By the channel the program learns that this process was killed. A terminal sends its signals to both; the program takes two for one.
  const child = spawn(node, [main, ...args], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal]))
  })
}
