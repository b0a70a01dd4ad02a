// Builds what is made of Go: the CUE kernel (.build/kernel/kernel.wasm, with Go's own wasm_exec.js beside it) and the CUE schemas of
// Kubernetes and Tekton (.build/schemas/<import path>), which the built-in adapters are checked against.
import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildOnce, GoBuildError } from './go-build.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Brings `.build/kernel/` up to date. `progress` gets one line at a time. Resolves to whether something was built.
 * @param {{ progress?: (line: string) => void, force?: boolean, go?: string }} [options]
 * @returns {Promise<{ built: boolean, digest: string, directory: string }>}
 */
export async function buildKernel(options = {}) {
  const target = join(root, '.build', 'kernel')
  return buildOnce({
    ...options,
    sources: join(root, 'compiler', 'kernel'),
    target,
    products: ['kernel.wasm', 'wasm_exec.js'],
    announce: (version) => `Building the CUE kernel with ${version} (about a minute the first time)`,
    async make({ run, capture }) {
      const fresh = join(target, `kernel.wasm.${process.pid}`)
      await run(['build', '-trimpath', '-ldflags=-s -w', '-o', fresh, '.'], { GOOS: 'js', GOARCH: 'wasm' })
      const goRoot = (await capture(['env', 'GOROOT'])).trim()
      await copyFile(
        await firstFile([join(goRoot, 'lib', 'wasm', 'wasm_exec.js'), join(goRoot, 'misc', 'wasm', 'wasm_exec.js')]),
        join(target, 'wasm_exec.js'),
      )
      await rename(fresh, join(target, 'kernel.wasm'))
    },
  })
}

/**
 * Brings `.build/schemas/` up to date, in the same way.
 * @param {{ progress?: (line: string) => void, force?: boolean, go?: string }} [options]
 * @returns {Promise<{ built: boolean, digest: string, directory: string }>}
 */
export async function buildSchemas(options = {}) {
  const target = join(root, '.build', 'schemas')
  return buildOnce({
    ...options,
    sources: join(root, 'compiler', 'schemas'),
    target,
    products: ['gen'],
    announce: () => 'Making the CUE schemas of Kubernetes and Tekton',
    async make({ go, run }) {
      const fresh = join(target, `gen.${process.pid}`)
      await mkdir(fresh, { recursive: true })
      await run(['run', '.', go, fresh])
      await rm(join(target, 'gen'), { recursive: true, force: true })
      await rename(fresh, join(target, 'gen'))
    },
  })
}

async function firstFile(candidates) {
  for (const file of candidates) {
    if (await stat(file).catch(() => undefined)) return file
  }
  throw new GoBuildError('The Go installation has no wasm_exec.js; install Go from https://go.dev/dl/')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const options = { progress: (line) => console.log(line), force: process.argv.includes('--force') }
  try {
    const kernel = await buildKernel(options)
    const schemas = await buildSchemas(options)
    if (!kernel.built && !schemas.built) console.log('The CUE kernel and the schemas are up to date')
  } catch (error) {
    if (!(error instanceof GoBuildError)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
