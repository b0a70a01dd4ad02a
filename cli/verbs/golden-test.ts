import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { createTwoFilesPatch } from 'diff'
import { builtinModuleDirectory, readModule } from '#compiler/host/builtin-module.ts'
import { readTestedModule } from '#compiler/host/tested-module.ts'
import {
  runGoldenTests,
  type GoldenOutcome,
  type GoldenPart,
  type ModulesFor,
} from '#domain/adapters/authoring/golden-tests.ts'
import { problem } from '#domain/problem.ts'
import { err, ok } from '#domain/result.ts'
import { findModules } from '#server/services/modules/find-modules.ts'
import { nearestModuleRoot, readModuleFolder } from '#server/node/modules/module-folder.ts'
import { defineCommand, exitCodes, type Command } from '../command.ts'
import { credentialOf, moduleOptions, openModules, openRegistryModules } from '../project/module-options.ts'
import { withKernel } from '../project/open-kernel.ts'
import { CommandFailure, nearPath, reportProblem } from '../report.ts'
import { painter, type Terminal } from '../terminal.ts'
import { writeResult } from '../write-result.ts'

const description =
  'A case is a folder below test/ beside cue.mod, with qvs.yaml, params.json and a file with what must come out; test/test.cue (package ' +
  'designpattern_test) names it under setup, main or pipelines, "-" skips one. The working copy is tested, whatever revision qvs.yaml names. ' +
  'Documents are compared as data: their order and the form of the YAML do not matter.'

export const manifestTest = goldenCommand(
  ['manifest', 'test'],
  'Run the golden tests of Infrastructure Adapters',
  ['setup', 'main'],
  'linewright manifest test --case simple',
)
export const pipelineTest = goldenCommand(
  ['pipeline', 'test'],
  'Run the golden tests of CI/CD Adapters',
  ['pipelines'],
  'linewright pipeline test adapters --case simple',
)

function goldenCommand(
  path: readonly string[],
  summary: string,
  parts: readonly GoldenPart[],
  example: string,
): Command {
  return defineCommand({
    path,
    summary,
    description,
    args: [{ name: 'DIR', optional: true, completes: 'directory', summary: 'A folder of the module (this one)' }],
    options: {
      case: { value: 'NAME', repeatable: true, summary: 'Run this case only' },
      accept: { summary: 'Write the actual output into the expected files where they differ' },
      ...moduleOptions,
    },
    examples: [
      ['All cases of the module that this folder is in', `linewright ${path.join(' ')}`],
      ['One case', example],
      ['Take over what the adapters give now', `linewright ${path.join(' ')} --accept`],
    ],
    async run({ options, args, terminal }) {
      const start = resolve(terminal.cwd, args[0] ?? '.')
      const root = await nearestModuleRoot(start)
      if (root === undefined)
        throw new CommandFailure(
          problem(
            'not-found',
            `${nearPath(start, terminal.cwd)} is in no CUE module: there is no cue.mod/module.cue above it`,
            {
              fix: 'Give a folder of the module',
            },
          ),
        )
      const ran = await withKernel(terminal, async (kernel) => {
        const subject = await readTestedModule(root)
        const modules = modulesFor(terminal, root, options)
        return runGoldenTests(await kernel, subject, { parts, cases: options.case, modulesFor: modules })
      })
      if (!ran.ok) throw new CommandFailure(ran.error, resolve(root, 'test', 'test.cue'))
      const outcomes = options.accept ? await acceptAll(terminal, root, ran.value) : ran.value
      return report(terminal, root, outcomes)
    },
  })
}

/** Accepts the actual output as the new expectation; skips what did not compile. */
async function acceptAll(
  terminal: Terminal,
  root: string,
  outcomes: readonly GoldenOutcome[],
): Promise<readonly GoldenOutcome[]> {
  const out: GoldenOutcome[] = []
  for (const outcome of outcomes) {
    if (outcome.passed || outcome.actual === '') {
      out.push(outcome)
      continue
    }
    const file = join(root, outcome.file)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, outcome.actual)
    terminal.err(`linewright: note: ${nearPath(file, terminal.cwd)} was written\n`)
    out.push({ ...outcome, passed: true, differences: [] })
  }
  return out
}

function modulesFor(
  terminal: Terminal,
  root: string,
  options: { readonly 'module-root': readonly string[]; readonly refresh: boolean },
): ModulesFor {
  return async (config, file, tested) => {
    const roots = [tested]
    for (const folder of options['module-root']) {
      const read = await readModuleFolder(resolve(terminal.cwd, folder))
      if (!read.ok) return read
      roots.push(read.value)
    }
    const credential = await credentialOf(terminal.env)
    const found = await findModules(config, {
      repositories: openModules(terminal, options.refresh),
      registry: openRegistryModules(terminal),
      builtin: await readModule(builtinModuleDirectory),
      insteadOf: roots,
      credentialFor: () => Promise.resolve(credential),
      readFolder: (path) => readModuleFolder(resolve(root, dirname(file), path)),
    })
    return found.problem === undefined ? ok(found.modules.map(({ sources }) => sources)) : err(found.problem)
  }
}

async function report(terminal: Terminal, root: string, outcomes: readonly GoldenOutcome[]): Promise<number> {
  const paint = painter(terminal.outIsTerminal, terminal.env)
  const failed = outcomes.filter(({ passed }) => !passed)
  const lines = outcomes.map(({ testCase, part, passed }) => {
    const mark = passed ? paint('green', 'pass') : paint('red', 'FAIL')
    return `${mark} ${testCase} ${part}`
  })
  const text = `${lines.join('\n')}\n${outcomes.length - failed.length} passed, ${failed.length} failed\n`
  await writeResult(terminal, {
    text,
    data: outcomes.map(({ testCase, part, passed, file, differences, reason }) => ({
      case: testCase,
      part,
      passed,
      file: join(root, file),
      differences,
      ...(reason === undefined ? {} : { reason }),
    })),
  })
  for (const outcome of failed) explain(terminal, root, outcome)
  if (outcomes.length === 0) terminal.err('linewright: test/test.cue has no case for this command\n')
  return failed.length === 0 && outcomes.length > 0 ? exitCodes.ok : exitCodes.failed
}

function explain(terminal: Terminal, root: string, { testCase, part, file, differences, reason }: GoldenOutcome): void {
  const shown = nearPath(join(root, file), terminal.cwd)
  terminal.err(
    reason === undefined
      ? `\n${shown}:1:1: ${testCase} ${part} is not what is expected\n`
      : `\nlinewright: ${testCase} ${part} could not be compared\n`,
  )
  if (reason !== undefined) {
    const document = reason.findings === undefined ? reason.place?.document : undefined
    const where = document === undefined ? reason : { ...reason, place: { document: join(root, document) } }
    return reportProblem(terminal, where, join(root, 'test', testCase, 'qvs.yaml'))
  }
  const paint = painter(terminal.errIsTerminal, terminal.env)
  for (const { document, expected, actual } of differences) {
    if (actual === undefined || expected === undefined) {
      terminal.err(`${document}: ${actual === undefined ? 'is missing' : 'is not expected'}\n`)
      continue
    }
    terminal.err(`${document}:\n`)
    const patch = createTwoFilesPatch('expected', 'actual', expected, actual, '', '', { context: 3 })
    for (const line of patch.split('\n').slice(3)) {
      const style = line.startsWith('+') ? 'green' : line.startsWith('-') ? 'red' : undefined
      if (line !== '') terminal.err(`${style === undefined ? line : paint(style, line)}\n`)
    }
  }
}
