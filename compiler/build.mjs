// Builds the CUE kernel: Go sources -> .build/kernel/kernel.wasm, with Go's own wasm_exec.js beside it. Plain JavaScript for any Node
// from 20 on, since set-up runs it before anything is installed. Go's own settings (GOPROXY, GOFLAGS, ...) come from the environment.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFile, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const sources = join(root, 'compiler', 'kernel')
const target = join(root, '.build', 'kernel')
const wanted = { major: 1, minor: 25 }

/** Why the kernel cannot be built, in one line that a person can act upon. */
export class KernelBuildError extends Error {}

/**
 * Brings `.build/kernel/` up to date. `progress` gets one line at a time. Resolves to whether something was built.
 * @param {{ progress?: (line: string) => void, force?: boolean, go?: string }} [options]
 * @returns {Promise<{ built: boolean, digest: string, directory: string }>}
 */
export async function buildKernel({
  progress = () => {},
  force = false,
  go = process.env['LINEWRIGHT_GO'] ?? 'go',
} = {}) {
  const digest = await digestOfSources()
  if (!force && (await isUpToDate(digest))) return { built: false, digest, directory: target }
  const version = await goVersion(go)
  progress(`Building the CUE kernel with ${version} (about a minute the first time)`)
  await mkdir(target, { recursive: true })
  const release = await lock()
  try {
    if (!force && (await isUpToDate(digest))) return { built: false, digest, directory: target }
    const fresh = join(target, `kernel.wasm.${process.pid}`)
    await run(go, ['build', '-trimpath', '-ldflags=-s -w', '-o', fresh, '.'], progress, { GOOS: 'js', GOARCH: 'wasm' })
    const goRoot = (await capture(go, ['env', 'GOROOT'])).trim()
    await copyFile(
      await firstFile([join(goRoot, 'lib', 'wasm', 'wasm_exec.js'), join(goRoot, 'misc', 'wasm', 'wasm_exec.js')]),
      join(target, 'wasm_exec.js'),
    )
    await rename(fresh, join(target, 'kernel.wasm'))
    await writeFile(join(target, 'digest'), digest)
  } finally {
    await release()
  }
  progress('The CUE kernel is built')
  return { built: true, digest, directory: target }
}

async function digestOfSources() {
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

async function isUpToDate(digest) {
  try {
    await stat(join(target, 'kernel.wasm'))
    await stat(join(target, 'wasm_exec.js'))
    return (await readFile(join(target, 'digest'), 'utf8')) === digest
  } catch {
    return false
  }
}

async function goVersion(go) {
  const need = `Go ${wanted.major}.${wanted.minor} or newer is needed to build the CUE kernel (https://go.dev/dl/)`
  let text
  try {
    text = await capture(go, ['version'])
  } catch {
    throw new KernelBuildError(`${need}; there is no "${go}" on the PATH`)
  }
  const found = /go(\d+)\.(\d+)/.exec(text)
  const [major, minor] = [Number(found?.[1] ?? 0), Number(found?.[2] ?? 0)]
  if (major < wanted.major || (major === wanted.major && minor < wanted.minor)) {
    throw new KernelBuildError(`${need}; the PATH has Go ${major}.${minor}`)
  }
  return `Go ${major}.${minor}`
}

// Two set-ups at once (a test run beside a start) wait for each other; a lock left behind by a killed one is taken over.
async function lock() {
  const file = join(target, 'lock')
  for (;;) {
    try {
      const handle = await open(file, 'wx')
      await handle.writeFile(String(process.pid))
      await handle.close()
      return () => rm(file, { force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      if (!(await isHeld(file))) await rm(file, { force: true })
      else await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
}

async function isHeld(file) {
  try {
    const pid = Number(await readFile(file, 'utf8'))
    if (!(pid > 0)) return Date.now() - (await stat(file)).mtimeMs < 2000
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

async function firstFile(candidates) {
  for (const file of candidates) {
    if (await stat(file).catch(() => undefined)) return file
  }
  throw new KernelBuildError('The Go installation has no wasm_exec.js; install Go from https://go.dev/dl/')
}

function run(program, args, progress, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: sources,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let tail = ''
    const hear = (chunk) => {
      tail = (tail + chunk).slice(-4000)
      for (const line of String(chunk).split('\n')) if (line.trim() !== '') progress(line.trim())
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new KernelBuildError(`Go could not build the CUE kernel: ${tail.trim()}`)),
    )
  })
}

function capture(program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: sources, stdio: ['ignore', 'pipe', 'ignore'] })
    let text = ''
    child.stdout.on('data', (chunk) => (text += chunk))
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve(text) : reject(new Error(`${program} ended with ${code}`))))
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const { built } = await buildKernel({
      progress: (line) => console.log(line),
      force: process.argv.includes('--force'),
    })
    if (!built) console.log('The CUE kernel is up to date')
  } catch (error) {
    if (!(error instanceof KernelBuildError)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
