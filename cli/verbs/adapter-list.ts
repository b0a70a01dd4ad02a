import { describeAdapters } from '#domain/adapters/catalog/describe-adapters.ts'
import type { AdapterDescription } from '#domain/adapters/catalog/description.ts'
import { defineCommand, exitCodes } from '../command.ts'
import { loadNamedModules, namedModuleOptions } from '../project/named-modules.ts'
import { withKernel } from '../project/open-kernel.ts'
import { CommandFailure } from '../report.ts'
import { tableText } from '../table.ts'
import { writeResult } from '../write-result.ts'

export const adapterList = defineCommand({
  path: ['adapter', 'list'],
  summary: 'List the adapters of modules',
  description:
    'Without options these are the built-in ones. Words behind the command are looked for in names and descriptions.',
  args: [{ name: 'WORD', optional: true, repeatable: true, summary: 'Show adapters with all of these words' }],
  options: namedModuleOptions,
  examples: [
    ['The built-in adapters', 'linewright adapter list'],
    [
      'Those of a Git repository',
      'linewright adapter list -m github.com/qmonus/official-cloud-native-adapters@v0.52.3',
    ],
    ['What a QVS Config can use, with "deploy" in it', 'linewright adapter list deploy -c .valuestream/qvs.yaml'],
  ],
  async run({ options, args, terminal }) {
    const all = await withKernel(terminal, async (kernel) => {
      const modules = await loadNamedModules(terminal, options)
      const out: AdapterDescription[] = []
      for (const module of modules) {
        const described = await describeAdapters(await kernel, [module, ...modules.filter((other) => other !== module)])
        if (!described.ok) throw new CommandFailure(described.error)
        out.push(...described.value)
      }
      return out
    })
    const words = args.map((word) => word.toLowerCase())
    const found = all.filter(({ pattern, name, description }) =>
      words.every((word) => `${pattern} ${name} ${description}`.toLowerCase().includes(word)),
    )
    const rows = found.map(({ pattern, category, stages, resources, description, findings }) => [
      pattern,
      findings.length > 0 ? 'broken' : category,
      stages.map(({ name }) => name).join(', ') || '-',
      String(resources.length),
      findings[0]?.message ?? description.split('\n')[0] ?? '',
    ])
    const text = `${tableText(['PATTERN', 'KIND', 'PIPELINES', 'RESOURCES', 'DESCRIPTION'], rows, terminal)}\n`
    await writeResult(terminal, { text, data: found })
    if (found.length === 0 && args.length > 0) {
      const folder = args.find((word) => /^[./]/.test(word))
      const hint = folder === undefined ? '' : `; the module in a folder is named with --module-root ${folder}`
      terminal.err(`None of ${String(all.length)} adapters has ${args.join(', ')} in its name or description${hint}\n`)
    }
    return exitCodes.ok
  },
})
