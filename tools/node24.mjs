// Provides Node 24: the Node that is running if it is new enough, otherwise the binary that npm carries, in the project's own `.tools/`.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { npmEnvironment, runNpm } from './npm.mjs'
import { once } from './once.mjs'
import { capture, root } from './programs.mjs'
import { SetupError, step } from './progress.mjs'
import { behindProxy } from './proxy.mjs'

const wanted = 24
const tools = join(root, '.tools')

/** Path of a Node that is at least version 24. */
export async function provideNode() {
  if (major(process.versions.node) >= wanted) return process.execPath
  const name = packageName()
  const binary = binaryIn(tools, name)
  await once(
    'node',
    // Run, not only looked for: one that was copied from another machine or cut off is replaced.
    async () => major(installedVersion(name)) >= wanted && (await capture(binary, ['--version'])) !== undefined,
    () =>
      step(`Getting Node ${wanted} for this project (the one here is ${process.versions.node})`, () => install(name)),
  )
  return binary
}

/** The environment in which programs find that Node first, and what lies elsewhere. */
export function withNode(node) {
  return { ...behindProxy(process.env), PATH: `${dirname(node)}${delimiter}${process.env['PATH'] ?? ''}` }
}

// Beside its place, and moved there when it is whole: half a binary of an installation that was broken off would look like a Node.
async function install(name) {
  const fresh = join(tools, 'fresh')
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { recursive: true })
  // Without a package.json of its own npm would look upwards and install into the project.
  writeFileSync(join(fresh, 'package.json'), '{ "private": true }\n')
  await runNpm(['install', '--ignore-scripts', '--no-audit', '--no-fund', `${name}@${wanted}`], {
    cwd: fresh,
    env: npmEnvironment(),
    log: 'node',
    what: `Installing Node ${wanted}`,
  })
  if ((await capture(binaryIn(fresh, name), ['--version'])) === undefined) {
    throw new SetupError(
      `Node ${wanted} from npm does not run on this machine; install Node ${wanted} yourself: https://nodejs.org/en/download`,
    )
  }
  rmSync(join(tools, 'node_modules'), { recursive: true, force: true })
  renameSync(join(fresh, 'node_modules'), join(tools, 'node_modules'))
  rmSync(fresh, { recursive: true, force: true })
}

function binaryIn(folder, name) {
  return join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
}

function installedVersion(name) {
  try {
    return String(JSON.parse(readFileSync(join(tools, 'node_modules', name, 'package.json'), 'utf8')).version)
  } catch {
    return '0'
  }
}

function packageName() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  return `${platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node'}-${platform}-${process.arch}`
}

function major(version) {
  return Number(version.split('.')[0])
}
