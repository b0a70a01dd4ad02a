import { describeAdapters } from '#domain/adapters/catalog/describe-adapters.ts'
import type { AdapterDescription, Field } from '#domain/adapters/catalog/description.ts'
import { holdsPackage } from '#domain/adapters/modules/found-module.ts'
import { nearestName } from '#domain/line/nearest-name.ts'
import { errorsOf, problem } from '#domain/problem.ts'
import { defineCommand, exitCodes } from '../command.ts'
import { loadNamedModules, namedModuleOptions } from '../project/named-modules.ts'
import { withKernel } from '../project/open-kernel.ts'
import { CommandFailure, reportFindings } from '../report.ts'
import { tableText } from '../table.ts'
import { painter, type Terminal } from '../terminal.ts'
import { writeResult } from '../write-result.ts'

export const adapterDescribe = defineCommand({
  path: ['adapter', 'describe'],
  summary: 'Show what an adapter takes and what it brings',
  args: [{ name: 'PATTERN', summary: 'The import path of the adapter, as a QVS Config writes it' }],
  options: { ...namedModuleOptions, readme: { summary: 'Show its README as well' } },
  examples: [
    ['A built-in adapter', 'linewright adapter describe linewright.dev/adapters/kubernetes/service'],
    ['One from a folder', 'linewright adapter describe shop.example/adapters/web --module-root adapters'],
    [
      'Names of its parameters',
      `linewright adapter describe linewright.dev/adapters/kubernetes/service --output json | jq -r '.parameters[].name'`,
    ],
  ],
  async run({ options, args, terminal }) {
    const [pattern = ''] = args
    const described = await withKernel(terminal, async (kernel) => {
      const modules = await loadNamedModules(terminal, options)
      const owner = modules.find((module) => holdsPackage(module, pattern))
      if (owner === undefined) {
        const paths = modules.map(({ path }) => path)
        const known = await describeAdapters(await kernel, modules)
        const meant = known.ok ? known.value.filter((one) => endsWith(one, pattern)).map((one) => one.pattern) : []
        throw new CommandFailure(
          problem('not-found', `No module has the adapter ${pattern}; there are ${paths.join(', ')}`, {
            fix:
              meant.length === 0
                ? 'Name its module with -m NAME@REVISION, --module-root DIR or -c FILE'
                : `Did you mean ${meant.join(' or ')}?`,
          }),
        )
      }
      const ordered = [owner, ...modules.filter((module) => module !== owner)]
      const answer = await describeAdapters(await kernel, ordered, [pattern])
      if (!answer.ok) throw new CommandFailure(answer.error)
      const [adapter] = answer.value
      if (adapter !== undefined && !isMissing(adapter)) return adapter
      const all = await describeAdapters(await kernel, ordered)
      const near = all.ok
        ? nearestName(
            pattern,
            all.value.map((one) => one.pattern),
          )
        : undefined
      throw new CommandFailure(
        problem('not-found', adapter?.findings[0]?.message ?? `There is no adapter ${pattern}`, {
          fix: near === undefined ? 'linewright adapter list shows all of them' : `Did you mean ${near}?`,
        }),
      )
    })
    reportFindings(terminal, described.findings)
    await writeResult(terminal, { text: descriptionText(described, options.readme, terminal), data: described })
    return errorsOf(described.findings).length > 0 ? exitCodes.failed : exitCodes.ok
  },
})

/** Whether the end of an adapter's path, or its name, identifies it. */
function endsWith({ pattern, name }: AdapterDescription, written: string): boolean {
  return name === written || pattern.endsWith(`/${written}`) || pattern.endsWith(`:${written}`)
}

function isMissing({ findings, source }: AdapterDescription): boolean {
  return source === undefined && findings.some(({ place }) => place.document === undefined)
}

function descriptionText(adapter: AdapterDescription, readme: boolean, terminal: Terminal): string {
  const paint = painter(terminal.outIsTerminal, terminal.env)
  const { parameters, options, stages, resources, composes, module } = adapter
  const sections: string[] = [
    paint('bold', adapter.pattern),
    ...(adapter.description === '' ? [] : [adapter.description]),
    '',
    `Module:    ${module.name} (${module.revision})`,
    ...(adapter.source === undefined ? [] : [`Source:    ${adapter.source.file}:${adapter.source.line}`]),
    ...(composes.length === 0 ? [] : [`Composes:  ${composes.join('\n           ')}`]),
  ]
  const fields = (title: string, list: readonly Field[]) => {
    if (list.length === 0) return
    const rows = withInner(list).map(([name, field]) => [
      name,
      kindText(field),
      field.required ? 'required' : field.default === undefined ? '-' : JSON.stringify(field.default),
      `${conditionText(field)}${field.doc.replaceAll('\n', ' ')}`,
    ])
    sections.push('', tableText([title, 'TYPE', 'DEFAULT', 'MEANING'], rows, terminal))
  }
  fields('PARAMETER', parameters)
  fields('OPTION', options)
  if (stages.length > 0) {
    const rows = stages.map(({ name, tasks, params, results }) => [
      name,
      tasks.join(' '),
      results.join(' ') || '-',
      params.join(' '),
    ])
    sections.push('', tableText(['PIPELINE', 'TASKS', 'RESULTS', 'PARAMETERS'], rows, terminal))
  }
  if (resources.length > 0) {
    const rows = resources.map(({ id, apiVersion, kind, when }) => [
      id,
      apiVersion || '-',
      kind || '-',
      withWords(when),
    ])
    sections.push('', tableText(['RESOURCE', 'API VERSION', 'KIND', 'ONLY WITH'], rows, terminal))
  }
  if (readme && adapter.readme !== undefined) sections.push('', adapter.readme.trimEnd())
  return `${sections.join('\n')}\n`
}

function withWords(when: AdapterDescription['resources'][number]['when']): string {
  if (when === undefined) return ''
  const values = when.values?.map((value) => JSON.stringify(value)).join(' or ')
  return values === undefined ? when.name : `${when.name}: ${values}`
}

/** Lists fields and their inner fields with their full names: `mounts[].path`, `env.*.value`. */
function withInner(fields: readonly Field[], before = ''): readonly (readonly [string, Field])[] {
  return fields.flatMap((field) => {
    const row = [`${before}${field.name}`, field] as const
    const { name, inner } = innermost(row[0], field)
    return [row, ...withInner(inner.fields ?? [], `${name}.`)]
  })
}

/** Finds the innermost item type of nested lists and maps. */
function innermost(name: string, field: Field): { readonly name: string; readonly inner: Field } {
  if (field.item === undefined) return { name, inner: field }
  return innermost(`${name}${field.kind === 'list' ? '[]' : '.*'}`, field.item)
}

function kindText(field: Field): string {
  if (field.enum !== undefined && field.enum.length > 0)
    return field.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (field.kind === 'list') return `list of ${field.item === undefined ? 'any' : kindText(field.item)}`
  if (field.kind === 'map') return `map of ${field.item === undefined ? 'any' : kindText(field.item)}`
  const bounds = [
    field.minimum === undefined ? '' : ` >=${field.minimum}`,
    field.above === undefined ? '' : ` >${field.above}`,
    field.maximum === undefined ? '' : ` <=${field.maximum}`,
    field.below === undefined ? '' : ` <${field.below}`,
    field.pattern === undefined ? '' : ` =~${JSON.stringify(field.pattern)}`,
  ].join('')
  return field.kind === 'any' && field.constraint !== '' ? field.constraint : `${field.kind}${bounds}`
}

function conditionText({ when }: Field): string {
  if (when === undefined) return ''
  const said = [when, ...(when.and ?? [])].map(({ name, values }) =>
    values === undefined
      ? `with ${name}`
      : `when ${name} is ${values.map((value) => JSON.stringify(value)).join(', ')}`,
  )
  return `Only ${said.join(' and ')}. `
}
