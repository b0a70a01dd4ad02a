import { documentId, type Texts, resourceText } from '../documents.ts'
import { flowText } from '../line/edit/write-yaml.ts'
import type { World } from '../line/world.ts'
import type { Deployment, Environment, ProvisioningTarget } from '../project.ts'
import { carriesSecretName, secretNames } from './credentials.ts'
import { hostedTokenSecret } from './derived.ts'
import type { LineBindings } from './line-bindings.ts'
import { type Scope, scopeDocument } from './scope.ts'

/** The name of a copied environment, and the applications to copy with it. */
export interface EnvironmentCopy {
  readonly from: string
  readonly name: string
  readonly displayName: string
  readonly description: string
  /** Its place among the lanes of the board. */
  readonly order: number
  readonly applications: readonly string[]
}

/** A value that is right in the original environment but unlikely to be right in the copy. */
export interface MustDiffer {
  /** Where the value is written; a target's fields belong to the environment itself. */
  readonly scope: Scope | 'targets'
  readonly name: string
  readonly value: string
  /** The replacement unless a person gives another; empty where none can be proposed. */
  readonly proposal: string
  readonly reason: 'names-environment' | 'address' | 'target' | 'secret'
}

const address = /^[a-z][a-z0-9+.-]*:\/\/|^[\w.-]+:\d+$/i

/** Finds what must differ in a copy: targets, values that name the old environment, addresses, and secrets that the new environment lacks. */
export function whatMustDiffer(
  world: World,
  lines: LineBindings,
  secrets: ReadonlySet<string>,
  copy: EnvironmentCopy,
): readonly MustDiffer[] {
  const source = world.environments.find(({ name }) => name === copy.from)
  const renamed = (value: string): string => value.replaceAll(word(copy.from), () => copy.name)
  const targets = (source?.provisioningTargets ?? []).flatMap((target, index) =>
    Object.entries(target)
      .filter(([name]) => name !== 'kind' && name !== 'visibility')
      .map(([name, value]) => ({
        scope: 'targets' as const,
        name: `${index}.${name}`,
        value,
        proposal: copy.name === '' ? value : renamed(value),
        reason: 'target' as const,
      })),
  )
  const layer: Scope = { kind: 'environment', environment: copy.name }
  const names = new Set([...secretNames([...secrets]), hostedTokenSecret])
  return [
    ...targets,
    ...differing(layer, world.layers.environments[copy.from] ?? {}, copy, renamed),
    ...deploymentsOf(world, copy).flatMap((deployment) => {
      const scope = scopeOf(deployment, copy)
      const isBound = (name: string): boolean => isBoundByLine(world, lines, deployment, copy.name, name)
      const config = Object.fromEntries(Object.entries(deployment.config).filter(([name]) => !isBound(name)))
      return [
        ...differing(scope, config, copy, renamed),
        ...deployment.secrets.flatMap(({ name, key }) => unknownSecret(scope, name, key, secrets)),
        ...Object.entries({ ...config, ...deployment.credentials })
          .filter(([name, value]) => carriesSecretName(name) && !word(copy.from).test(value))
          .flatMap(([name, value]) => unknownSecret(scope, name, value, names)),
      ]
    }),
  ]
}

function unknownSecret(scope: Scope, name: string, value: string, known: ReadonlySet<string>): readonly MustDiffer[] {
  return known.has(value) ? [] : [{ scope, name, value, proposal: value, reason: 'secret' }]
}

/** Whether lines bind the parameter in every stage of the application that asks for it, so that a value of the Deployment would never count. */
function isBoundByLine(world: World, lines: LineBindings, deployment: Deployment, to: string, name: string): boolean {
  const pipelines = world.pipelines
    .filter(({ metadata }) => metadata.name.startsWith(`${deployment.application}-`))
    .map(({ metadata }) => metadata.name)
  const asking = pipelines.filter((pipeline) => lines.of(deployment.application, to, name, [pipeline]) !== undefined)
  return asking.length > 0 && lines.of(deployment.application, to, name, asking) !== undefined
}

function differing(
  scope: Scope,
  values: Readonly<Record<string, string>>,
  copy: EnvironmentCopy,
  renamed: (value: string) => string,
): readonly MustDiffer[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const namesIt = word(copy.from).test(value)
    if (!namesIt && !address.test(value)) return []
    return [
      {
        scope,
        name,
        value,
        proposal: namesIt ? renamed(value) : '',
        reason: namesIt ? ('names-environment' as const) : ('address' as const),
      },
    ]
  })
}

/** Matches a name as a whole word: `dev` in `shop-dev`, not in `developer`. */
function word(...names: readonly string[]): RegExp {
  const any = names.map((name) => name.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('|')
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, 'gu')
}

function deploymentsOf(world: World, { from, applications }: EnvironmentCopy): readonly Deployment[] {
  return world.deployments.filter(
    ({ environment, application }) => environment === from && applications.includes(application),
  )
}

function scopeOf({ application }: Deployment, { name }: EnvironmentCopy): Extract<Scope, { kind: 'deployment' }> {
  return { kind: 'deployment', application, deployment: name, environment: name }
}

/**
 * Returns the documents of a new environment: itself, its layer, and a Deployment with values for each application. `answers` are in the order of
 * `mustDiffer`.
 */
export function copiedEnvironment(
  world: World,
  copy: EnvironmentCopy,
  mustDiffer: readonly MustDiffer[],
  answers: readonly string[],
): Texts {
  const answerOf = (scope: MustDiffer['scope'], name: string): string | undefined => {
    const index = mustDiffer.findIndex((entry) => sameScope(entry.scope, scope) && entry.name === name)
    return index < 0 ? undefined : (answers[index] ?? mustDiffer[index]?.proposal)
  }
  const source = world.environments.find(({ name }) => name === copy.from)
  const environment: Environment = {
    name: copy.name,
    displayName: copy.displayName,
    description: copy.description,
    order: copy.order,
    provisioningTargets: (source?.provisioningTargets ?? []).map((target, index) =>
      answeredTarget(target, (name) => answerOf('targets', `${index}.${name}`)),
    ),
  }
  const layer: Scope = { kind: 'environment', environment: copy.name }
  const texts: Record<string, string> = { [documentId('environment', copy.name)]: resourceText(environment) }
  const shared = answered(world.layers.environments[copy.from] ?? {}, (name) => answerOf(layer, name))
  if (Object.keys(shared).length > 0) texts[scopeDocument(layer)] = setText(shared)
  for (const deployment of deploymentsOf(world, copy)) {
    const scope = scopeOf(deployment, copy)
    const { application } = deployment
    texts[documentId('deployment', application, copy.name)] = resourceText({
      application,
      name: copy.name,
      environment: copy.name,
      displayName: deployment.displayName.replaceAll(word(source?.displayName ?? copy.from, copy.from), (said) =>
        said === copy.from ? copy.name : copy.displayName,
      ),
    })
    texts[scopeDocument(scope)] = setText(
      answered(deployment.config, (name) => answerOf(scope, name)),
      deployment.secrets.map((secret) => ({ name: secret.name, key: answerOf(scope, secret.name) ?? secret.key })),
      answered(deployment.credentials, (name) => answerOf(scope, name)),
    )
  }
  return texts
}

/** Returns the place right behind an environment on the board, and the new places of the environments that move on for it. */
export function placeBehind(
  environments: readonly Environment[],
  from: string,
): { readonly order: number; readonly moved: ReadonlyMap<string, number> } {
  const inOrder = environments.toSorted((a, b) => a.order - b.order)
  const source = inOrder.findIndex(({ name }) => name === from)
  const order = (inOrder[source]?.order ?? 0) + 1
  const moved = new Map<string, number>()
  let last = order
  for (const environment of inOrder.slice(source + 1)) {
    if (environment.order > last) break
    last += 1
    moved.set(environment.name, last)
  }
  return { order, moved }
}

function sameScope(a: MustDiffer['scope'], b: MustDiffer['scope']): boolean {
  if (a === 'targets' || b === 'targets') return a === b
  return scopeDocument(a) === scopeDocument(b)
}

function answered(
  values: Readonly<Record<string, string>>,
  answerOf: (name: string) => string | undefined,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values)
      .map(([name, value]) => [name, answerOf(name) ?? value] as const)
      .filter(([, value]) => value !== ''),
  )
}

function answeredTarget(
  target: ProvisioningTarget,
  answerOf: (name: string) => string | undefined,
): ProvisioningTarget {
  const fields = Object.fromEntries(
    Object.keys(target).flatMap((name) => {
      const answer = name === 'kind' ? undefined : answerOf(name)
      return answer === undefined ? [] : [[name, answer]]
    }),
  )
  return { ...target, ...fields }
}

/** Writes a new ParameterSet document with one value per line, so that people find room for comments. */
function setText(
  config: Readonly<Record<string, string>>,
  secrets: readonly { readonly name: string; readonly key: string }[] = [],
  credentials: Readonly<Record<string, string>> = {},
): string {
  const lines = (values: Readonly<Record<string, string>>): readonly string[] =>
    Object.entries(values).map(([name, value]) => `  ${flowText(name)}: ${flowText(value)}`)
  const block = (title: string, entries: readonly string[]): readonly string[] =>
    entries.length === 0 ? [] : [`${title}:`, ...entries]
  const text = [
    ...(Object.keys(config).length === 0 ? ['config: {}'] : block('config', lines(config))),
    ...block(
      'secrets',
      secrets.map((secret) => `  - ${flowText(secret)}`),
    ),
    ...block('credentials', lines(credentials)),
  ]
  return `${text.join('\n')}\n`
}
