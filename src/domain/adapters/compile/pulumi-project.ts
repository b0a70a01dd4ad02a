import type { Data, LeafPath } from '../../manifests/emit-yaml.ts'
import type { LeafSource } from '../../manifests/manifest.ts'
import { dependenciesOf, addressOf } from './apply-order.ts'
import type { KernelResource } from '../kernel/kernel-answer.ts'
import { headOf } from './resource-head.ts'

type Entry = Readonly<Record<string, Data>>

/** The name of a Pulumi project, and an existing stack to adopt. */
export interface PulumiOptions {
  readonly name: string
  /** A stack that already has these resources; aliases identify them. */
  readonly stack?: string
  readonly outputs?: Readonly<Record<string, Data>>
}

/**
 * Builds one Pulumi YAML project (Value Stream): `pulumi-yaml` resources without the adapter's helper field `provider`, Kubernetes objects and Helm
 * charts as Pulumi's resource types for them.
 */
export function pulumiProject(resources: readonly KernelResource[], options: PulumiOptions): Entry {
  const names = new Map(resources.map(({ id }) => [id, pulumiName(id)]))
  const byAddress = new Map(resources.map((resource) => [addressOf(resource), resource.id]))
  const entries = resources.map((resource): [string, Data] => {
    const entry = withDependencies(pulumiResource(resource), resource, byAddress)
    const aliased = options.stack === undefined ? entry : withAlias(entry, resource, options.stack, options.name)
    return [names.get(resource.id) ?? resource.id, inGroup(aliased, resource.id, names)]
  })
  const outputs = Object.entries(options.outputs ?? {})
  return {
    name: options.name,
    runtime: 'yaml',
    resources: Object.fromEntries(entries),
    ...(outputs.length === 0 ? {} : { outputs: Object.fromEntries(outputs) }),
  }
}

/** Replaces the slash between group and id, which names in `${...}` cannot contain. */
function pulumiName(id: string): string {
  return id.replaceAll('/', '-')
}

function pulumiResource({ data }: KernelResource): Entry {
  const { provider: _, ...rest } = data
  if (typeof rest['type'] === 'string') return rest
  const { apiVersion, kind } = headOf({ data })
  if (apiVersion !== '' && kind !== '') return kubernetesResource(rest, apiVersion, kind)
  return isChart(rest) ? helmRelease(rest) : { properties: rest }
}

/** Kubernetes' own groups have their own types in Pulumi; everything else is a custom resource. */
function kubernetesResource(data: Entry, apiVersion: string, kind: string): Entry {
  const { apiVersion: _version, kind: _kind, output: _output, ...properties } = data
  const [group = '', version] = apiVersion.includes('/') ? apiVersion.split('/') : ['core', apiVersion]
  const isKnown = !group.includes('.') || group.endsWith('.k8s.io')
  const isCustom = !isKnown || customGroups.test(group)
  if (isCustom)
    return { type: 'kubernetes:apiextensions.k8s.io:CustomResource', properties: { apiVersion, kind, ...properties } }
  return { type: `kubernetes:${group}/${version}:${kind}`, properties }
}

const customGroups = /^(gateway\.networking|snapshot\.storage|metrics|cluster\.x|x)\.k8s\.io$|\.x-k8s\.io$/

/** Whether a resource is a Helm chart as adapters write it (`types.#ChartOpts`). */
export function isChart(data: Entry): boolean {
  return typeof data['chart'] === 'string' && !('kind' in data)
}

function helmRelease(data: Entry): Entry {
  const { releaseName, fetchOpts, ...rest } = data
  const repo =
    typeof fetchOpts === 'object' && fetchOpts !== null && 'repo' in fetchOpts ? fetchOpts['repo'] : undefined
  return {
    type: 'kubernetes:helm.sh/v3:Release',
    properties: {
      ...(releaseName === undefined ? {} : { name: releaseName }),
      ...rest,
      ...(repo === undefined ? {} : { repositoryOpts: { repo } }),
    },
  }
}

/** Origins of a resource's lines, by path in the project. */
export function pulumiLeaves({ id, data, leaves }: KernelResource): LeafSource[] {
  const place = isChart(data) ? ofRelease : ofResource
  return leaves.flatMap(({ path, origins }) => {
    const there = place(path)
    return there === undefined ? [] : [{ path: ['resources', pulumiName(id), ...there], origins }]
  })
}

function ofResource(path: LeafPath): LeafPath | undefined {
  const [first] = path
  return first === 'type' || first === 'properties' || first === 'options' ? path : undefined
}

function ofRelease(path: LeafPath): LeafPath | undefined {
  const [first, second] = path
  if (first === 'provider') return undefined
  if (first === 'releaseName') return ['properties', 'name']
  if (first === 'fetchOpts') return second === 'repo' ? ['properties', 'repositoryOpts', 'repo'] : undefined
  return ['properties', ...path]
}

function mapOf(value: Data | undefined): Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {}
}

function withDependencies(entry: Entry, resource: KernelResource, byAddress: ReadonlyMap<string, string>): Entry {
  const needed = dependenciesOf(resource).flatMap((address) => byAddress.get(address) ?? [])
  if (needed.length === 0) return entry
  const options = mapOf(entry['options'])
  const known = Array.isArray(options['dependsOn']) ? options['dependsOn'] : []
  const added = needed.map((id) => `\${${pulumiName(id)}}`).filter((name) => !known.includes(name))
  return { ...entry, options: { ...options, dependsOn: [...known, ...added] } }
}

function withAlias(entry: Entry, { id }: KernelResource, stack: string, project: string): Entry {
  const type = typeof entry['type'] === 'string' ? entry['type'] : ''
  const options = mapOf(entry['options'])
  return { ...entry, options: { ...options, aliases: [`urn:pulumi:${stack}::${project}::${type}::${id}`] } }
}

/** References inside a group look up names in that group first. */
function inGroup(entry: Entry, id: string, names: ReadonlyMap<string, string>): Entry {
  const group = id.includes('/') ? id.slice(0, id.lastIndexOf('/') + 1) : ''
  if (group === '') return entry
  const rename = (text: string) =>
    text.replaceAll(/\$\{([A-Za-z_][\w-]*)/g, (whole, name: string) => {
      const own = names.get(`${group}${name}`)
      return own === undefined ? whole : `\${${own}`
    })
  function walk(value: Data): Data {
    if (typeof value === 'string') return rename(value)
    if (Array.isArray(value)) return value.map(walk)
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)]))
    return value
  }
  return Object.fromEntries(Object.entries(entry).map(([key, value]) => [key, walk(value)]))
}
