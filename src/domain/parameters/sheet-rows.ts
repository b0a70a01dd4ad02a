import type { Field } from '../adapters/catalog/description.ts'
import { pipelineAnnotations } from '../adapters/compile/pipeline-annotations.ts'
import { applicationOf } from '../line/draft-world.ts'
import type { World } from '../line/world.ts'
import { declaredParameters } from './declared.ts'
import { autoBoundNames } from './derived.ts'
import { adaptersOf, fieldsByName, wordsFor } from './parameter-field.ts'
import { takenField } from './taken-field.ts'

/** What one application wants under a name: its default, and the Pipelines that ask for it. */
export interface Wanted {
  readonly default?: string
  readonly pipelines: readonly string[]
}

/** One parameter in the sheet: a single row for all applications that want it. */
export interface SheetRow {
  readonly name: string
  readonly originalName?: string
  /** The adapter that declares it, `secrets`, `related` for parameters filled by resources, or `unused`. */
  readonly group: string
  readonly field: Field | undefined
  readonly doc: string
  readonly isSecret: boolean
  /** Whether it may be set on a Deployment only. */
  readonly isAutoBound: boolean
  readonly wanted: ReadonlyMap<string, Wanted>
}

/** Returns the grouped parameters that the Pipelines of a world ask for, followed by names that are set but never asked for. */
export function sheetRows(world: World): readonly SheetRow[] {
  const wanted = wantedRows(world)
  return [...wanted.inOrder, ...unusedRows(world, wanted.byName)]
}

export interface WantedRows {
  readonly byName: ReadonlyMap<string, SheetRow>
  readonly inOrder: readonly SheetRow[]
}

const known = new WeakMap<World['pipelines'], { readonly of: World; readonly rows: WantedRows }>()

/** Caches the rows: they change only with Pipelines, adapters or applications, not with a typed value. */
export function wantedRows(world: World): WantedRows {
  const before = known.get(world.pipelines)
  if (before !== undefined && before.of.adapters === world.adapters && before.of.applications === world.applications)
    return before.rows
  const byName = rowsByName(world)
  const rows = { byName, inOrder: inGroups([...byName.values()]) }
  known.set(world.pipelines, { of: world, rows })
  return rows
}

function rowsByName(world: World): ReadonlyMap<string, SheetRow> {
  const rows = new Map<string, SheetRow>()
  const wanted = new Map<string, Map<string, Wanted>>()
  for (const pipeline of deployingFirst(world.pipelines)) {
    const application = applicationOf(world, pipeline.metadata.name)
    if (application === undefined) continue
    const adapters = adaptersOf(world, pipeline.metadata.name)
    const fields = fieldsByName(world, pipeline.metadata.name)
    for (const parameter of declaredParameters(pipeline)) {
      const { name, originalName } = parameter
      const byApplication = wanted.get(name) ?? new Map<string, Wanted>()
      const before = byApplication.get(application)
      const standard = before?.default ?? parameter.default
      const pipelines = before === undefined ? [pipeline.metadata.name] : [...before.pipelines, pipeline.metadata.name]
      byApplication.set(application, standard === undefined ? { pipelines } : { default: standard, pipelines })
      if (wanted.has(name)) continue
      wanted.set(name, byApplication)
      const said = fields.get(name) ?? (originalName === undefined ? undefined : fields.get(originalName))
      const taken = takenField(world, pipeline, name)
      const field = taken?.field ?? said?.field
      const asking = taken?.adapter ?? said?.adapter ?? adapters[0]
      const isSecret = parameter.kind === 'secret' || field?.kind === 'secret'
      rows.set(name, {
        name,
        ...(originalName === undefined ? {} : { originalName }),
        group: groupOf(name, isSecret, asking?.name ?? pipeline.metadata.name),
        field,
        doc: wordsFor(parameter, field, adapters, parameter.description),
        isSecret,
        isAutoBound: autoBoundNames.has(name),
        wanted: byApplication,
      })
    }
  }
  return rows
}

/** Puts deploying pipelines first, because people set their values most. */
function deployingFirst(pipelines: World['pipelines']): World['pipelines'] {
  const deploys = ({ metadata }: World['pipelines'][number]): boolean =>
    metadata.annotations?.[pipelineAnnotations.appConfigParams] !== undefined
  return [...pipelines.filter(deploys), ...pipelines.filter((pipeline) => !deploys(pipeline))]
}

function groupOf(name: string, isSecret: boolean, adapter: string): string {
  if (isSecret) return 'secrets'
  return autoBoundNames.has(name) ? 'related' : adapter
}

const lastGroups = ['secrets', 'related']

/** Orders groups by first appearance; secrets and values from resources come last. */
function inGroups(rows: readonly SheetRow[]): readonly SheetRow[] {
  const groups = [...new Set(rows.map((row) => row.group))]
  const ordered = [...groups.filter((group) => !lastGroups.includes(group)), ...lastGroups]
  return ordered.flatMap((group) => rows.filter((row) => row.group === group))
}

function unusedRows(world: World, wanted: ReadonlyMap<string, SheetRow>): readonly SheetRow[] {
  const { layers, deployments } = world
  const originals = new Set([...wanted.values()].flatMap((row) => row.originalName ?? []))
  const names = [
    layers.project,
    ...Object.values(layers.applications),
    ...Object.values(layers.environments),
    ...deployments.map(({ config }) => config),
  ].flatMap((values) => Object.keys(values))
  return [...new Set(names)]
    .filter((name) => !wanted.has(name) && !originals.has(name))
    .toSorted()
    .map((name) => ({
      name,
      group: 'unused',
      field: undefined,
      doc: '',
      isSecret: false,
      isAutoBound: autoBoundNames.has(name),
      wanted: new Map<string, Wanted>(),
    }))
}
