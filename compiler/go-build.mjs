// Builds a Go program of this folder once: what it makes is kept until its sources change. Plain JavaScript for any Node from 20 on, since
// set-up runs it before anything is installed. Go's own settings (GOPROXY, GOFLAGS, ...) come from the environment.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { lock } from './build-lock.mjs'

const wanted = { major: 1, minor: 25 }

/** Why something cannot be built, in one line that a person can act upon. */
export class GoBuildError extends Error {}

/** The reason why there is no Go to build with; `fix` says how to get one. */
export class GoMissingError extends GoBuildError {
  fix = 'install it from https://go.dev/dl/ or set LINEWRIGHT_GO to one'
}

/**
 * Brings `target` up to date with the Go sources. `make` fills the folder; it gets functions that run Go there and read its answers.
 * Resolves to whether something was built.
 * @param {{
 *   sources: string, target: string, products: readonly string[], announce: (version: string) => string,
 *   make: (tools: { go: string, run: (args: string[], env?: Record<string, string>) => Promise<void>, capture: (args: string[]) => Promise<string> }) => Promise<void>,
 *   progress?: (line: string) => void, force?: boolean, go?: string,
 * }} options
 * @returns {Promise<{ built: boolean, digest: string, directory: string }>}
 */
export async function buildOnce({
  sources,
  target,
  products,
  announce,
  make,
  progress = () => {},
  force = false,
  go = process.env['LINEWRIGHT_GO'] ?? 'go',
}) {
  const digest = await digestOfSources(sources)
  if (!force && (await isUpToDate(target, products, digest))) return { built: false, digest, directory: target }
  const version = await goVersion(go, sources)
  progress(announce(version))
  const release = await lock(target, (holder) => progress(`Process ${holder} does that already: waiting for it`))
  try {
    if (!force && (await isUpToDate(target, products, digest))) return { built: false, digest, directory: target }
    await make({
      go,
      run: (args, env = {}) => run(go, args, { cwd: sources, env: { ...process.env, ...env } }, progress),
      capture: (args) => capture(go, args, sources),
    })
    await writeFile(join(target, 'digest'), digest)
  } finally {
    await release()
  }
  return { built: true, digest, directory: target }
}

async function digestOfSources(sources) {
  const hash = createHash('sha256')
  const names = (await readdir(sources)).filter(
    (name) => name === 'go.mod' || name === 'go.sum' || (name.endsWith('.go') && !name.endsWith('_test.go')),
  )
  for (const name of names.sort())
    hash
      .update(name)
      .update('\0')
      .update(await readFile(join(sources, name)))
      .update('\0')
  return hash.digest('hex')
}

async function isUpToDate(target, products, digest) {
  try {
    for (const product of products) await stat(join(target, product))
    return (await readFile(join(target, 'digest'), 'utf8')) === digest
  } catch {
    return false
  }
}

async function goVersion(go, cwd) {
  const need = `Go ${wanted.major}.${wanted.minor} or newer is needed to build the CUE kernel`
  let text
  try {
    text = await capture(go, ['version'], cwd)
  } catch {
    throw new GoMissingError(`${need}, and there is no "${go}" on the PATH`)
  }
  const found = /go(\d+)\.(\d+)/.exec(text)
  const [major, minor] = [Number(found?.[1] ?? 0), Number(found?.[2] ?? 0)]
  if (major < wanted.major || (major === wanted.major && minor < wanted.minor)) {
    throw new GoMissingError(`${need}, and the PATH has Go ${major}.${minor}`)
  }
  return `Go ${major}.${minor}`
}

function run(program, args, options, progress) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    let tail = ''
    const hear = (chunk) => {
      tail = (tail + chunk).slice(-4000)
      for (const line of String(chunk).split('\n')) if (line.trim() !== '') progress(line.trim())
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new GoBuildError(`go ${args[0]} failed in ${options.cwd}: ${tail.trim()}`)),
    )
  })
}

function capture(program, args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'ignore'] })
    let text = ''
    child.stdout.on('data', (chunk) => (text += chunk))
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve(text) : reject(new Error(`${program} ended with ${code}`))))
  })
}
