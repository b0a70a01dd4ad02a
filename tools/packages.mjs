// Installs what package-lock.json names, without running any package's scripts, when the lock file or the Node has changed.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withNode } from './node24.mjs'
import { npmEnvironment, runNpm } from './npm.mjs'
import { root } from './programs.mjs'
import { once } from './once.mjs'
import { step } from './progress.mjs'

// Inside node_modules, so that it goes when they go.
const stamp = join(root, 'node_modules', '.linewright-lock')

export async function providePackages(node) {
  const digest = lockDigest()
  await once(
    'packages',
    () => readStamp() === digest && areNamedThere(),
    () => install(node, digest),
  )
}

async function install(node, digest) {
  await step('Installing packages (about half a minute)', () =>
    runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      node,
      cwd: root,
      env: npmEnvironment(withNode(node)),
      log: 'packages',
      what: 'Installing packages',
    }),
  )
  writeFileSync(stamp, digest)
}

/** Whether each package that `package.json` names is there: another npm command, or somebody, may have taken it away. */
function areNamedThere() {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return Object.keys({ ...dependencies, ...devDependencies }).every((name) =>
    existsSync(join(root, 'node_modules', name, 'package.json')),
  )
}

/** Whether some packages are there, be they the newest or not. */
export function arePackagesThere() {
  return readStamp() !== undefined
}

export function lockDigest() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`)
  for (const file of ['package-lock.json', 'package.json']) hash.update(dependenciesOf(file))
  return hash.digest('hex')
}

// Scripts and descriptions may change without a new installation.
function dependenciesOf(file) {
  const text = readFileSync(join(root, file), 'utf8')
  if (file !== 'package.json') return text
  const { dependencies, devDependencies, overrides } = JSON.parse(text)
  return JSON.stringify([dependencies, devDependencies, overrides])
}

function readStamp() {
  try {
    return readFileSync(stamp, 'utf8')
  } catch {
    return undefined
  }
}
