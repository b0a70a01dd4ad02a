import { isRecord } from '../record.ts'
import type { YamlObject } from './yaml-objects.ts'

type Keys = Readonly<Record<string, unknown>>

// Well-known files that people mistake for a line. The first match names the file.
const known: readonly (readonly [name: string, isOne: (keys: Keys) => boolean])[] = [
  ['QVS Config', (keys) => 'designPatterns' in keys],
  ['GitHub Actions workflow', (keys) => isRecord(keys['jobs']) && 'on' in keys],
  ['CircleCI config', (keys) => isRecord(keys['jobs']) && 'version' in keys],
  ['Docker Compose file', (keys) => isRecord(keys['services'])],
  ['Bitbucket Pipelines', (keys) => isRecord(keys['pipelines'])],
  ['Azure Pipelines', (keys) => ['trigger', 'pool', 'steps'].filter((key) => key in keys).length > 1],
  ['GitLab CI file', (keys) => Object.values(keys).some((job) => isRecord(job) && 'script' in job)],
]

/** The distinct kinds of a text's objects; for well-known files without a kind, their name. */
export function kindsOf(objects: readonly YamlObject[]): readonly string[] {
  const names = objects.flatMap(({ value }) => (isRecord(value) ? (nameOf(value) ?? []) : []))
  return [...new Set(names)]
}

function nameOf(keys: Keys): string | undefined {
  const { kind } = keys
  return typeof kind === 'string' ? kind : known.find(([, isOne]) => isOne(keys))?.[0]
}
