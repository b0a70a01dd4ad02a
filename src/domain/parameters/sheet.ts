import type { World } from '../line/world.ts'
import { applicationNamed } from '../line/world-index.ts'
import type { Deployment } from '../project.ts'
import { derivedValues, type Derived } from './derived.ts'
import type { LineBinding, LineBindings } from './line-bindings.ts'
import { deploymentLayers } from './resolve.ts'
import type { Layer, Origin } from './resolved.ts'
import { secretText } from './secret-text.ts'
import { scopeKey, type Scope } from './scope.ts'
import { type SheetRow, sheetRows, wantedRows } from './sheet-rows.ts'

/** The cell of a row and a scope. `own` is the value set there; `value` is the one that counts there, wherever it comes from. */
export interface SheetCell {
  /** `none`: the parameter does not apply to the scope. `open`: no value, and nothing here waits for one. */
  readonly state: 'none' | 'open' | 'known' | 'later' | 'missing' | 'secret'
  readonly own?: string
  readonly value?: string
  readonly layer?: Layer
  /** `text` is the reference as people read and type it. */
  readonly secret?: { readonly key: string; readonly text: string; readonly isSet: boolean }
}

/** The values of a project: a grid of parameters by the places where they can be set (application x environment x parameter). */
export interface Sheet {
  readonly rows: readonly SheetRow[]
  readonly scopes: readonly Scope[]
  cell(row: SheetRow, scope: Scope): SheetCell
  /** Returns the values and secret references set at a scope, by its key. */
  own(key: string): ReadonlyMap<string, string>
  /** Returns all cells of a scope, by its key, as one object that stays the same until one of them changes. */
  column(key: string): object | undefined
  /** Returns the Deployment of the same application in another environment. */
  peer(scope: Scope, environment: string): Scope | undefined
  /** Returns the whole chain of a Deployment's cell, strongest first, losers included; empty for a layer's cell. */
  chain(row: SheetRow, scope: Scope): readonly Origin[]
  /** Whether a Deployment's value differs from that of the same application in the reference environment. */
  differs(row: SheetRow, scope: Scope, reference: string): boolean
}

/** The versions in the secret store by environment and key, newest first. */
export type KnownSecrets = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>

/** Indexes a list of secrets by environment and key. */
export function knownSecrets(
  secrets: readonly { readonly environment: string; readonly key: string; readonly versions: readonly string[] }[],
): KnownSecrets {
  const byEnvironment = Map.groupBy(secrets, ({ environment }) => environment)
  return new Map(
    [...byEnvironment].map(([environment, all]) => [
      environment,
      new Map(all.map(({ key, versions }) => [key, versions])),
    ]),
  )
}

const nothing: ReadonlyMap<string, string> = new Map()
const absent: SheetCell = { state: 'none' }

/** The cells of one scope, and everything that they depend on. */
interface Column {
  readonly from: readonly unknown[]
  readonly own: ReadonlyMap<string, string>
  readonly cells: Map<string, SheetCell>
}

// Keyed by the lines' bindings: typing a value does not change them, so scopes that it does not reach keep their cells.
const columns = new WeakMap<LineBindings, ReadonlyMap<string, Column>>()

/** Builds the sheet of a world. Cells are resolved on demand, and reused from one sheet to the next if nothing has changed. */
export function parameterSheet(world: World, lines: LineBindings, secrets: KnownSecrets): Sheet {
  const rows = sheetRows(world)
  const scopes = sheetScopes(world)
  const deployments = new Map<Scope, Deployment>()
  const derived = new Map<Scope, ReadonlyMap<string, Derived>>()
  const before = columns.get(lines)
  const now = new Map<string, Column>()
  const cellsOf = new Map<Scope, Map<string, SheetCell>>()
  // Finds the same application's Deployment in an environment, to compare every cell with it.
  const inEnvironment = new Map<string, Scope>()
  for (const scope of scopes) {
    const deployment = scope.kind === 'deployment' ? deploymentOf(world, scope) : undefined
    if (deployment !== undefined) {
      deployments.set(scope, deployment)
      inEnvironment.set(`${deployment.application}/${deployment.environment}`, scope)
    }
    const column = columnOf(world, scope, deployment, [secrets, before?.get(scopeKey(scope))])
    now.set(scopeKey(scope), column)
    cellsOf.set(scope, column.cells)
  }
  columns.set(lines, now)
  const peer = (scope: Scope, environment: string): Scope | undefined =>
    scope.kind === 'deployment' && scope.environment !== environment
      ? inEnvironment.get(`${scope.application}/${environment}`)
      : undefined

  function resolve(row: SheetRow, scope: Scope): SheetCell {
    const deployment = deployments.get(scope)
    if (deployment === undefined) return layerCell(world, row, scope)
    const given = derived.get(scope) ?? derivedValues(world, deployment)
    derived.set(scope, given)
    return deploymentCell(world, row, deployment, given, lines, secrets)
  }

  function cell(row: SheetRow, scope: Scope): SheetCell {
    const cells = cellsOf.get(scope)
    const before = cells?.get(row.name)
    if (before !== undefined) return before
    const found = resolve(row, scope)
    cells?.set(row.name, found)
    return found
  }

  return {
    rows,
    scopes,
    cell,
    own: (key) => now.get(key)?.own ?? nothing,
    column: (key) => now.get(key),
    peer,
    chain(row, scope) {
      const deployment = deployments.get(scope)
      return deployment === undefined ? [] : chainOf(world, row, deployment, lines, cell(row, scope))
    },
    differs(row, scope, reference) {
      const other = peer(scope, reference)
      if (other === undefined) return false
      const [mine, theirs] = [cell(row, scope), cell(row, other)]
      if ([mine, theirs].some(({ state }) => state === 'none' || state === 'open')) return false
      return mine.value !== theirs.value || mine.secret?.text !== theirs.secret?.text
    },
  }
}

/** Returns the scopes of a world in the order of the sheet: project, environments, then each application with its Deployments. */
export function sheetScopes({ applications, environments, deployments }: World): readonly Scope[] {
  const order = environments.toSorted((a, b) => a.order - b.order).map(({ name }) => name)
  return [
    { kind: 'project' },
    ...order.map((environment) => ({ kind: 'environment', environment }) as const),
    ...applications.flatMap(({ name: application }): Scope[] => [
      { kind: 'application', application },
      ...deployments
        .filter((deployment) => deployment.application === application)
        .toSorted((a, b) => order.indexOf(a.environment) - order.indexOf(b.environment))
        .map(({ name, environment }) => ({ kind: 'deployment', application, deployment: name, environment }) as const),
    ]),
  ]
}

function deploymentOf(world: World, scope: Extract<Scope, { kind: 'deployment' }>): Deployment | undefined {
  return world.deployments.find(
    ({ application, name }) => application === scope.application && name === scope.deployment,
  )
}

function columnOf(
  world: World,
  scope: Scope,
  deployment: Deployment | undefined,
  [secrets, before]: readonly [KnownSecrets, Column | undefined],
): Column {
  const from = [secrets, ...sourcesOf(world, scope, deployment)]
  if (before?.from.every((source, index) => source === from[index]) === true) return before
  return { from, own: ownValues(world, scope, deployment), cells: new Map() }
}

/** Returns what the cells of a scope depend on, apart from lines and secrets: the same objects mean the same cells. */
function sourcesOf(world: World, scope: Scope, deployment: Deployment | undefined): readonly unknown[] {
  const { layers } = world
  const wanted = [wantedRows(world), layers.project]
  switch (scope.kind) {
    case 'project':
      return wanted
    case 'environment':
      return [...wanted, layers.environments[scope.environment]]
    case 'application':
      return [...wanted, layers.applications[scope.application]]
    case 'deployment': {
      const application = applicationNamed(world, scope.application)
      return [
        ...wanted,
        layers.environments[scope.environment],
        layers.applications[scope.application],
        deployment?.config,
        deployment?.secrets,
        deployment?.credentials,
        scope.environment,
        application,
        world.environments.find(({ name }) => name === scope.environment),
        world.repositories.find(({ name }) => name === application?.qvsConfigRepository),
      ]
    }
  }
}

function ownValues({ layers }: World, scope: Scope, deployment: Deployment | undefined): ReadonlyMap<string, string> {
  switch (scope.kind) {
    case 'project':
      return new Map(Object.entries(layers.project))
    case 'environment':
      return new Map(Object.entries(layers.environments[scope.environment] ?? {}))
    case 'application':
      return new Map(Object.entries(layers.applications[scope.application] ?? {}))
    case 'deployment':
      return new Map([
        ...Object.entries(deployment?.config ?? {}),
        ...(deployment?.secrets ?? []).map((secret) => [secret.name, secretText(secret)] as const),
      ])
  }
}

/** Returns the values of a row in the layers above a Deployment, strongest first. */
function layerValues(
  { layers }: World,
  row: SheetRow,
  { application, environment }: { readonly application?: string; readonly environment?: string },
): readonly (readonly [Layer, string | undefined])[] {
  if (row.isAutoBound) return []
  const read = (name: string) =>
    [
      ['environment', environment === undefined ? undefined : layers.environments[environment]?.[name]],
      ['application', application === undefined ? undefined : layers.applications[application]?.[name]],
      ['project', layers.project[name]],
    ] as const
  return row.originalName === undefined ? read(row.name) : [...read(row.name), ...read(row.originalName)]
}

function layerCell(world: World, row: SheetRow, scope: Scope): SheetCell {
  const isUnused = row.group === 'unused'
  const applies =
    scope.kind === 'application' ? row.wanted.has(scope.application) || isUnused : row.wanted.size > 0 || isUnused
  if (!applies || row.isAutoBound || row.isSecret) return absent
  const values = layerValues(world, row, scope.kind === 'project' ? {} : scope)
  const own = values.find(([layer]) => layer === scope.kind)?.[1]
  const found = values.find(([, value]) => value !== undefined)
  if (isUnused && own === undefined) return absent
  const standard = scope.kind === 'application' ? row.wanted.get(scope.application)?.default : onlyDefault(row)
  if (found?.[1] === undefined)
    return standard === undefined ? { state: 'open' } : { state: 'known', value: standard, layer: 'default' }
  return { state: 'known', value: found[1], layer: found[0], ...(own === undefined ? {} : { own }) }
}

/** Returns the default if all applications share it. */
function onlyDefault(row: SheetRow): string | undefined {
  const defaults = new Set([...row.wanted.values()].map((wanted) => wanted.default))
  return defaults.size === 1 ? [...defaults][0] : undefined
}

function deploymentCell(
  world: World,
  row: SheetRow,
  deployment: Deployment,
  derived: ReadonlyMap<string, Derived>,
  lines: LineBindings,
  secrets: KnownSecrets,
): SheetCell {
  const { application, name, environment } = deployment
  const wanted = row.wanted.get(application)
  const own =
    deployment.config[row.name] ?? (row.originalName === undefined ? undefined : deployment.config[row.originalName])
  if (wanted === undefined) {
    return row.group === 'unused' && own !== undefined
      ? { state: 'known', own, value: own, layer: 'deployment' }
      : absent
  }
  const base = own === undefined ? {} : { own }
  const bound = lines.of(application, name, row.name, wanted.pipelines)
  if (bound?.kind === 'bound') return { ...lineCell(bound), ...base }
  const secret = deployment.secrets.find((one) => one.name === row.name || one.name === row.originalName)
  if (secret !== undefined) {
    const versions = secrets.get(environment)?.get(secret.key)
    const isSet = versions !== undefined && (secret.version === undefined || versions.includes(secret.version))
    return { state: 'secret', layer: 'deployment', secret: { key: secret.key, text: secretText(secret), isSet } }
  }
  if (own !== undefined) return { state: 'known', own, value: own, layer: 'deployment' }
  for (const [layer, value] of layerValues(world, row, deployment))
    if (value !== undefined) return { state: 'known', value, layer }
  const given = derived.get(row.name) ?? (row.originalName === undefined ? undefined : derived.get(row.originalName))
  if (given !== undefined) return { state: 'known', value: given.value, layer: 'derived' }
  if (wanted.default !== undefined) return { state: 'known', value: wanted.default, layer: 'default' }
  if (bound !== undefined) return lineCell(bound)
  // For example a build that runs only for the first environment: a value can be set here, but no stage waits for it.
  return { state: lines.areElsewhere(application, name, wanted.pipelines) ? 'open' : 'missing' }
}

function lineCell({ origins }: LineBinding): SheetCell {
  const [first] = origins
  const fixed = first?.value
  return fixed !== undefined && origins.every((origin) => origin.value === fixed)
    ? { state: 'known', value: fixed, layer: 'line' }
    : { state: 'later', value: first?.expression ?? first?.value ?? '', layer: 'line' }
}

function chainOf(
  world: World,
  row: SheetRow,
  deployment: Deployment,
  lines: LineBindings,
  cell: SheetCell,
): readonly Origin[] {
  const wanted = row.wanted.get(deployment.application)
  const bound = lines.of(deployment.application, deployment.name, row.name, wanted?.pipelines ?? [])
  const [pipeline = ''] = wanted?.pipelines ?? []
  const links: readonly Origin[] = [
    ...(bound?.origins ?? [{ layer: 'line' as const, won: false }]),
    ...deploymentLayers(world, deployment)(row.name, row.originalName),
    {
      layer: 'default',
      ...(wanted?.default === undefined ? {} : { value: wanted.default }),
      source: sourceOfDefault(row, pipeline),
      won: false,
    },
  ]
  const winner = links.findIndex(
    ({ layer, value, expression }) =>
      layer === cell.layer && (cell.state === 'secret' || value !== undefined || expression !== undefined),
  )
  return links.map((origin, index) => (index === winner ? { ...origin, won: true } : origin))
}

function sourceOfDefault(row: SheetRow, pipeline: string): NonNullable<Origin['source']> {
  const source = row.field?.source
  if (source === undefined) return { document: `pipeline/${pipeline}`, text: pipeline }
  const file = source.file.split('/').at(-1) ?? source.file
  return { document: source.file, line: source.line, text: `${file}:${source.line}` }
}
