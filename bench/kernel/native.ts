import { spawn } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { builtinModuleDirectory, readModule } from '#compiler/host/builtin-module.ts'
import { createKernel } from '#compiler/host/kernel.ts'
import { compilePipelines } from '#domain/adapters/compile/compile-pipelines.ts'
import { compileResources } from '#domain/adapters/compile/compile-resources.ts'
import type { Kernel } from '#domain/adapters/kernel/kernel.ts'
import { parseParameterFile } from '#domain/adapters/qvs-config/parameter-file.ts'
import { parseQvsConfig } from '#domain/adapters/qvs-config/qvs-config.ts'
import { ok } from '#domain/result.ts'

const sources = fileURLToPath(new URL('../../compiler/kernel', import.meta.url))

/** Builds the kernel natively, asks it and the WebAssembly one the same questions, and returns those with different answers. */
export async function differences(
  webAssembly: Kernel,
  folder: string,
): Promise<{ asked: number; different: string[] }> {
  const native = await startNative(join(folder, 'kernel-native'))
  const module = await readModule(builtinModuleDirectory)
  const modules = [module]
  const questions: [string, (kernel: Kernel) => Promise<unknown>][] = [
    ['all adapters described', (kernel) => kernel.describe({ modules })],
  ]
  const cases = await readdir(join(builtinModuleDirectory, 'test'), { withFileTypes: true })
  for (const { name } of cases.filter((entry) => entry.isDirectory())) {
    const path = join(builtinModuleDirectory, 'test', name)
    const text = await readFile(join(path, 'qvs.yaml'), 'utf8').catch(() => undefined)
    if (text === undefined) continue
    const { config } = parseQvsConfig(text)
    questions.push([`${name}: pipelines`, (kernel) => compilePipelines(kernel, { config, modules, prefix: 'app' })])
    const given = parseParameterFile(await readFile(join(path, 'params.json'), 'utf8').catch(() => '{}'))
    if (!given.ok) continue
    for (const setup of [false, true])
      questions.push([
        `${name}: resources${setup ? ' of the setup' : ''}`,
        (kernel) => compileResources(kernel, { config, modules, setup, ...given.value }),
      ])
  }
  const different: string[] = []
  for (const [what, ask] of questions) {
    const [one, two] = await Promise.all([ask(webAssembly), ask(native.kernel)])
    if (!isDeepStrictEqual(one, two)) different.push(what)
  }
  native.stop()
  return { asked: questions.length, different }
}

async function startNative(file: string): Promise<{ kernel: Kernel; stop: () => void }> {
  const build = spawn(process.env['LINEWRIGHT_GO'] ?? 'go', ['build', '-o', file, '.'], {
    cwd: sources,
    stdio: 'inherit',
  })
  const code = await new Promise((resolve, reject) => {
    build.on('error', reject)
    build.on('close', resolve)
  })
  if (code !== 0) throw new Error('Go could not build the kernel for this machine')
  const child = spawn(file, [], { stdio: ['pipe', 'pipe', 'inherit'] })
  const waiting: ((line: string) => void)[] = []
  createInterface({ input: child.stdout, crlfDelay: Infinity }).on('line', (line) => waiting.shift()?.(line))
  const kernel = createKernel({
    generation: () => 1,
    ask: (text) =>
      new Promise((resolve) => {
        waiting.push((line) => resolve(ok(line)))
        child.stdin.write(`${text()}\n`)
      }),
  })
  return { kernel, stop: () => child.kill() }
}
