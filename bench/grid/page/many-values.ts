import { documentId, type Texts } from '#domain/documents.ts'
import type { World } from '#domain/line/world.ts'
import { choices, worldOf } from '../../forms/page/many-parameters.ts'

/** The number of parameters and of Deployments that a page shows, from its address. */
export function sizeOf(search: string): { readonly rows: number; readonly columns: number } {
  const query = new URLSearchParams(search)
  return { rows: Number(query.get('rows') ?? 375), columns: Number(query.get('columns') ?? 60) }
}

/** Makes applications with four environments each; every parameter has a common value, and each Deployment overrides a tenth of them. */
export function worldOfMany(rows: number, columns: number): World {
  const world = worldOf(rows)
  const names = (world.pipelines[0]?.spec.params ?? []).map(({ name }) => name)
  const environments = Array.from({ length: Math.min(4, columns) }, (_, index) => `env-${String(index)}`)
  const applications = Array.from({ length: Math.ceil(columns / environments.length) }, (_, i) => `app-${String(i)}`)
  const places = applications.flatMap((application) =>
    environments.map((environment) => ({ application, environment })),
  )
  const [application] = world.applications
  const [pipeline] = world.pipelines
  return {
    ...world,
    applications: application === undefined ? [] : applications.map((name) => ({ ...application, name })),
    environments: environments.map((name, order) => ({
      name,
      displayName: name,
      description: '',
      order,
      provisioningTargets: [],
    })),
    pipelines:
      pipeline === undefined
        ? []
        : applications.map((name) => ({ ...pipeline, metadata: { ...pipeline.metadata, name: `${name}-deploy` } })),
    deployments: places.slice(0, columns).map(({ application: app, environment }, place) => ({
      application: app,
      name: environment,
      environment,
      displayName: environment,
      config: Object.fromEntries(
        names.filter((_, index) => index % 10 === place % 10).map((name, index) => [name, textOf(name, index + place)]),
      ),
      secrets: [],
      credentials: {},
    })),
    layers: {
      project: Object.fromEntries(names.map((name, index) => [name, textOf(name, index)])),
      applications: {},
      environments: {},
    },
  }
}

function textOf(name: string, salt: number): string {
  const kind = Number(name.replaceAll(/\D/g, '')) % 5
  return (
    [choices[salt % choices.length] ?? '', String(salt % 1000), salt % 2 === 0 ? 'true' : 'false'][kind] ??
    `v-${String(salt)}`
  )
}

/** The ParameterSet documents of a world, as people keep them. */
export function documentsOf({ deployments, layers }: World): Texts {
  const block = (values: Readonly<Record<string, string>>): string =>
    `config:\n${Object.entries(values)
      .map(([name, value]) => `  ${name}: ${JSON.stringify(value)}\n`)
      .join('')}`
  return Object.fromEntries([
    [documentId('parameters', 'project'), block(layers.project)],
    ...deployments.map(({ application, name, config }) => [documentId('parameters', application, name), block(config)]),
  ])
}
