import type { AdapterDescription } from '#domain/adapters/catalog/description.ts'
import type { World } from '#domain/line/world.ts'
import { nextPlace, standsOnce } from '../board/place-behind.ts'
import type { Insertable } from '../designer-context.tsx'
import type { Targets } from './choose-targets.tsx'
import type { AdapterTarget } from './insert-adapter.ts'
import { type Template, templatesOf } from './templates.ts'

/** A palette entry that inserts adapters. */
export type AdapterEntry = Extract<Insertable, { readonly kind: 'adapter' | 'template' }>

/** Adapters to insert one behind the other; a single one is a chain too. */
export interface AdapterChain {
  readonly name: string
  readonly adapters: readonly AdapterDescription[]
  /** Pattern of the adapter whose stages wait for a gate. */
  readonly gated?: string | undefined
}

/** The adapters that an entry inserts; undefined if the catalog no longer has them. */
export function chainOf(
  entry: AdapterEntry,
  catalog: readonly AdapterDescription[],
  titleOf: (template: Template) => string,
): AdapterChain | undefined {
  const adapterNamed = (pattern: string) => catalog.find((adapter) => adapter.pattern === pattern)
  if (entry.kind === 'adapter') {
    const adapter = adapterNamed(entry.pattern)
    return adapter === undefined ? undefined : { name: adapter.name, adapters: [adapter] }
  }
  const template = templatesOf(catalog).find(({ id }) => id === entry.id)
  if (template === undefined) return undefined
  const adapters = template.adapters.flatMap((pattern) => adapterNamed(pattern) ?? [])
  return { name: titleOf(template), adapters, gated: template.gated }
}

/** Where the stages of a chain go; known before compiling. */
export function standing({ adapters }: AdapterChain): 'nowhere' | 'once' | 'in-each' {
  if (adapters.every(({ stages }) => stages.length === 0)) return 'nowhere'
  return adapters.every(({ category }) => standsOnce(category)) ? 'once' : 'in-each'
}

/** The places of an adapter for an application: once, or in each chosen environment to which it deploys. */
export function targetIn(world: World, application: string, isOnce: boolean, chosen: Targets): AdapterTarget {
  const [first = ''] = world.environments.map(({ name }) => name)
  const environments = isOnce
    ? [first]
    : chosen.environments.filter((environment) =>
        world.deployments.some((one) => one.application === application && one.environment === environment),
      )
  return {
    application,
    places: environments.map((environment) => (line, current) => ({
      ...nextPlace(line, current, application, environment),
      ...(isOnce ? { environment: undefined } : {}),
    })),
  }
}
