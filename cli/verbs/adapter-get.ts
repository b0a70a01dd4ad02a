import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { FoundModule } from '#domain/adapters/modules/found-module.ts'
import { problem } from '#domain/problem.ts'
import { nearestModuleRoot } from '#server/node/modules/module-folder.ts'
import { defineCommand, exitCodes } from '../command.ts'
import { UsageError } from '../parse-arguments.ts'
import { loadProject } from '../project/load-project.ts'
import { fetchModules, isBuiltin } from '../project/named-modules.ts'
import { CommandFailure, nearPath } from '../report.ts'
import { writeResult } from '../write-result.ts'

export const adapterGet = defineCommand({
  path: ['adapter', 'get'],
  summary: 'Download adapter modules and their dependencies into cue.mod',
  description:
    'A module goes to cue.mod/pkg/<its path> of the module that this folder is in, what it has below its own cue.mod goes to the same ' +
    'folders there, and qvsctl.mod records path and revision. A QVS Config with that module as local.path needs no entry for it then, ' +
    'and compiles without a network.',
  args: [{ name: 'NAME@REVISION', optional: true, repeatable: true, summary: 'Modules to download' }],
  options: {
    config: {
      short: 'c',
      value: 'FILE',
      completes: 'file',
      summary: 'Download the modules from Git that this QVS Config names',
    },
    directory: {
      short: 'd',
      value: 'DIR',
      completes: 'directory',
      summary: 'A folder of the module to download into (that of the QVS Config, else this one)',
    },
    refresh: { summary: 'Look up tags again instead of keeping the commits that they had before' },
  },
  examples: [
    ['One module', 'linewright adapter get github.com/qmonus/official-cloud-native-adapters@v0.52.3'],
    ['Those of a QVS Config', 'linewright adapter get -c .valuestream/qvs.yaml'],
  ],
  async run({ options, args, terminal }) {
    if (args.length === 0 && options.config === undefined)
      throw new UsageError('Name modules as NAME@REVISION, or a QVS Config with -c')
    const beside = options.config === undefined || options.config === '-' ? '.' : dirname(options.config)
    const root = await nearestModuleRoot(resolve(terminal.cwd, options.directory ?? beside))
    if (root === undefined)
      throw new CommandFailure(
        problem('not-found', 'There is no CUE module to download into: no cue.mod/module.cue here or above', {
          fix: 'Make cue.mod/module.cue with: module: "<host>/<path>"',
        }),
      )
    const named = await fetchModules(terminal, args, options.refresh)
    const ofConfig =
      options.config === undefined
        ? []
        : (await loadProject(terminal, { config: options.config, 'module-root': [], refresh: options.refresh })).modules
    const all = [...named, ...ofConfig].filter((module) => module.from === 'git' && !isBuiltin(module))
    if (all.length === 0)
      throw new CommandFailure(
        args.length === 0
          ? problem('not-found', 'The QVS Config names no module from Git')
          : problem('invalid-request', `${args.join(', ')} comes with Linewright: there is nothing to download`),
      )
    const rows = []
    for (const module of all)
      rows.push({
        module: module.path,
        revision: module.revision,
        commit: module.commit ?? '',
        files: await vendor(root, module),
      })
    await record(root, all)
    const text = rows
      .map(({ module, revision, commit, files }) => `${module}@${revision} (${commit.slice(0, 12)}): ${files} files\n`)
      .join('')
    await writeResult(terminal, {
      text: `${text}Recorded in ${nearPath(join(root, 'qvsctl.mod'), terminal.cwd)}\n`,
      data: rows,
    })
    return exitCodes.ok
  },
})

/** Replaces an earlier download of the module, then adds what the module itself vendors. */
async function vendor(root: string, { path, sources }: FoundModule): Promise<number> {
  if (path.split('/').some((part) => part === '' || part === '..'))
    throw new CommandFailure(problem('unsupported', `The module calls itself ${path}, which is no path of a module`))
  const own = join(root, 'cue.mod', 'pkg', ...path.split('/'))
  await rm(own, { recursive: true, force: true })
  const files = Object.entries(sources.files).filter(([name]) => name !== 'cue.mod/module.cue')
  for (const [name, text] of files) {
    const file = /^cue\.mod\/(pkg|gen|usr)\//.test(name) ? join(root, name) : join(own, name)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
  }
  return files.length
}

async function record(root: string, modules: readonly FoundModule[]): Promise<void> {
  const file = join(root, 'qvsctl.mod')
  const before = (await readFile(file, 'utf8').catch(() => '')).split('\n').filter((line) => line.trim() !== '')
  const kept = before.filter((line) => !modules.some(({ path }) => line.startsWith(`${path}@`)))
  const lines = [...kept, ...modules.map(({ path, revision }) => `${path}@${revision}`)].sort()
  await writeFile(file, `${lines.join('\n')}\n`)
}
