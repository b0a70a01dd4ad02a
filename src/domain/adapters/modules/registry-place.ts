import { err, ok, type Result } from '../../result.ts'

/** Where a registry keeps a module; its versions are tags of the repository. */
export interface RegistryPlace {
  readonly host: string
  readonly repository: string
  /** Whether to connect without TLS. */
  readonly insecure: boolean
}

/** Finds a module's registry; undefined if its prefix has none. */
export type RegistryPlaces = (modulePath: string) => RegistryPlace | undefined

/** CUE's default registry, used if CUE_REGISTRY is empty. */
const central = 'registry.cue.works'

interface Rule {
  readonly prefix: string
  readonly registry: Omit<RegistryPlace, 'repository'> & { readonly path: string }
}

/**
 * Parses CUE_REGISTRY: `host[:port][/path][+insecure|+secure]`, or a list of `module/prefix=registry` with at most one default registry; `none` is an
 * empty registry. The longest prefix of a module's path wins.
 */
export function readRegistryPlaces(said: string | undefined): Result<RegistryPlaces, string> {
  const rules: (Rule | { readonly prefix: string; readonly registry: undefined })[] = []
  const text = (said ?? '').trim().replace(/^simple:/, '')
  if (/^(file|inline):/.test(text))
    return err('files and inline CUE are not read; write host/path, or prefix=host/path')
  for (const entry of text.split(',').map((part) => part.trim())) {
    if (entry === '') continue
    const [first = '', second] = entry.split('=', 2)
    const [prefix, registry] = second === undefined ? ['', first] : [first.trim().replace(/\/+$/, ''), second.trim()]
    if (rules.some((rule) => rule.prefix === prefix))
      return err(prefix === '' ? 'it names two registries for all modules' : `it names two registries for ${prefix}`)
    if (registry === 'none') rules.push({ prefix, registry: undefined })
    else {
      const match = /^([\w.-]+(?::\d+)?|\[[\da-f:]+\](?::\d+)?)((?:\/[\w.-]+)*)(\+insecure|\+secure)?$/i.exec(registry)
      if (match === null) return err(`"${registry}" is no registry`)
      const [, host = '', path = '', security] = match
      const insecure = security === undefined ? isThisMachine(host) : security === '+insecure'
      rules.push({ prefix, registry: { host, path, insecure } })
    }
  }
  if (!rules.some(({ prefix }) => prefix === ''))
    rules.push({ prefix: '', registry: { host: central, path: '', insecure: false } })
  const longestFirst = rules.toSorted((a, b) => b.prefix.length - a.prefix.length)
  return ok((modulePath) => {
    const rule = longestFirst.find(
      ({ prefix }) => prefix === '' || modulePath === prefix || modulePath.startsWith(`${prefix}/`),
    )
    if (rule?.registry === undefined) return undefined
    const { host, path, insecure } = rule.registry
    return { host, insecure, repository: `${path}/${modulePath}`.replace(/^\/+/, '') }
  })
}

function isThisMachine(host: string): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host)
}
