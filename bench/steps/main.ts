import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemMounts } from '#server/supervisor/executors/bwrap-mounts.ts'
import { hostEnvironment, searchPath } from '#server/supervisor/executors/environment.ts'
import { aLaunch, openSupervisedFolder } from '#server/supervisor/task-runs/supervised-folder.ts'
import { measure, median } from './cost.ts'
import type { Cost } from './cost.ts'

/*
 * The cost of a step beyond starting its program. Bare and supervised alternate (A B A B), so that changes of the machine's load affect both. A round
 * is one TaskRun of several steps against as many bare starts of the same script whose output is read; everything that the TaskRun adds (journal,
 * folders, results, search for leftovers) counts. The bare sandbox has the same mounts.
 */

const budget = 1.2
const turns = Number(process.argv[2] ?? 21)
const stepsPerTurn = 20
const scripts = {
  echo: 'echo one\necho two >&2\n',
  small: 'mkdir -p a/b\nfor i in 1 2 3 4 5; do date +%s >> a/b/log; done\nwc -l a/b/log\nseq 1 200\n',
}

const folder = await openSupervisedFolder()
const bare = mkdtempSync(join(tmpdir(), 'linewright-bare-'))
const places = ['workspace', 'results', 'home', 'scripts', 'steps'].map((name) => join(bare, name))
for (const place of places) mkdirSync(place)
const [workspace = '', results = '', home = '', scriptFolder = '', steps = ''] = places
const environment = { ...hostEnvironment(), PATH: searchPath('/usr/bin', () => true), HOME: home }
const sandbox = [
  ...systemMounts(folder.data),
  ...['--bind', workspace, '/workspace', '--bind', results, '/tekton/results', '--bind', home, '/tekton/home'],
  ...['--ro-bind', scriptFolder, '/tekton/scripts', '--ro-bind', steps, '/tekton/steps', '--chdir', '/workspace', '--'],
]
let launched = 0

process.stdout.write(`${turns} turns of ${stepsPerTurn} steps each way; medians per step in ms; budget ${budget}x\n\n`)
process.stdout.write('isolation  script  steps/TaskRun  bare wall  step wall  ratio  bare cpu  step cpu  ratio\n')
let withinBudget = true
for (const isolation of ['process', 'bwrap'] as const) {
  for (const [name, script] of Object.entries(scripts))
    withinBudget = (await compare(isolation, name, script, stepsPerTurn)) && withinBudget
  // For information: the cost of a TaskRun with a single step.
  await compare(isolation, 'echo', scripts.echo, 1)
}
await folder.close()
rmSync(bare, { recursive: true, force: true })
process.exitCode = withinBudget ? 0 : 1

async function compare(
  isolation: 'process' | 'bwrap',
  name: string,
  script: string,
  perTaskRun: number,
): Promise<boolean> {
  const file = join(scriptFolder, name)
  writeFileSync(file, `#!/bin/sh\nset -e\n${script}`)
  chmodSync(file, 0o755)
  const argv = isolation === 'process' ? [file] : ['bwrap', ...sandbox, `/tekton/scripts/${name}`]
  const bareCosts: Cost[] = []
  const stepCosts: Cost[] = []
  for (let turn = -2; turn < turns; turn += 1) {
    const first = await measure(stepsPerTurn, () => repeat(stepsPerTurn, () => startBare(argv)))
    const second = await measure(stepsPerTurn, () =>
      repeat(stepsPerTurn / perTaskRun, () => runTask(isolation, script, perTaskRun)),
    )
    if (turn < 0) continue
    bareCosts.push(first)
    stepCosts.push(second)
  }
  const column = (costs: readonly Cost[], of: keyof Cost): number => median(costs.map((cost) => cost[of]))
  // Compares neighbours in time, because other load on the machine comes and goes.
  const ratio = (of: keyof Cost): number =>
    median(stepCosts.map((cost, turn) => cost[of] / (bareCosts[turn]?.[of] ?? Number.NaN)))
  const wall = ratio('wall')
  const cpu = ratio('cpu')
  const cells = [
    column(bareCosts, 'wall'),
    column(stepCosts, 'wall'),
    wall,
    column(bareCosts, 'cpu'),
    column(stepCosts, 'cpu'),
    cpu,
  ]
  const verdict = perTaskRun === 1 ? '(information)' : wall <= budget ? 'within' : 'OVER'
  process.stdout.write(
    `${isolation.padEnd(9)}  ${name.padEnd(6)}  ${String(perTaskRun).padStart(13)}  ${cells.map((cell) => cell.toFixed(2).padStart(8)).join('  ')}  ${verdict}\n`,
  )
  return perTaskRun === 1 || wall <= budget
}

async function repeat(times: number, work: () => Promise<void>): Promise<void> {
  for (let time = 0; time < times; time += 1) await work()
}

function startBare([program = '', ...args]: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: environment,
      cwd: workspace,
      detached: true,
    })
    child.stdout.on('data', () => undefined)
    child.stderr.on('data', () => undefined)
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`The bare step ended with code ${code}`))))
  })
}

async function runTask(isolation: 'process' | 'bwrap', script: string, count: number): Promise<void> {
  launched += 1
  const status = await folder.run(
    aLaunch(
      `bench-${launched}`,
      isolation,
      Array.from({ length: count }, () => ({ script })),
    ),
  )
  if (status.condition.status !== 'True') throw new Error(status.condition.message)
}
