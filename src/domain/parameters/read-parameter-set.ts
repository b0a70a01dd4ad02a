import { isAlias, isScalar } from 'yaml'
import { openYamlOnce, type YamlPath, type YamlText } from '../line/yaml-text.ts'
import type { Finding } from '../problem.ts'
import type { Deployment } from '../project.ts'
import { isRecord } from '../record.ts'
import { remembered } from '../remember.ts'

/** The content of a ParameterSet document (Deployment Config, Deployment Secret and credentials of Value Stream). */
export type ParameterSet = Pick<Deployment, 'config' | 'secrets' | 'credentials'>

/** The readable part of a set, and the findings about the rest: one wrong entry does not affect the others. */
export interface ParameterSetReading {
  readonly set: ParameterSet
  readonly findings: readonly Finding[]
}

// A hundred applications in six environments have one set each.
const mostSets = 1000
const keys: ReadonlySet<string> = new Set(['config', 'secrets', 'credentials'])

/**
 * Reads a ParameterSet document: `config`, `secrets` and `credentials`; layers above a Deployment have `config` only. Numbers keep their spelling
 * (007 keeps its zeros), as in a parameter file of the command line. A list of texts becomes one comma-separated text.
 */
export const readParameterSet: (text: string) => ParameterSetReading = remembered(read, mostSets)

function read(text: string): ParameterSetReading {
  const yaml = openYamlOnce(text)
  const broken = yaml.findings.filter(({ severity }) => severity === 'error')
  const findings: Finding[] = [...broken]
  const root = broken.length > 0 ? {} : (yaml.value ?? {})

  function report(
    severity: Finding['severity'],
    said: Pick<Finding, 'code' | 'message' | 'fix'>,
    path: YamlPath,
  ): void {
    const { line, column } = yaml.rangeAt(path)
    const name = nameOf(path)
    findings.push({ severity, ...said, args: { path: name }, place: { line, column, path: name } })
  }
  function refuse(path: YamlPath): void {
    report('error', { code: 'parameter-value', message: `${nameOf(path)} cannot hold this`, fix: shape }, path)
  }
  function entries(value: unknown, path: YamlPath): readonly (readonly [string, unknown])[] {
    if (value === undefined || value === null) return []
    if (isRecord(value)) return Object.entries(value)
    refuse(path)
    return []
  }
  function texts(value: unknown, path: YamlPath, takesLists: boolean): Record<string, string> {
    return Object.fromEntries(
      entries(value, path).flatMap(([name, said]) => {
        const at = [...path, name]
        const found = takesLists && Array.isArray(said) ? listText(yaml, said, at) : textOf(yaml, said, at)
        if (found === undefined) refuse(at)
        return found === undefined ? [] : [[name, found]]
      }),
    )
  }
  function secrets(value: unknown): ParameterSet['secrets'] {
    if (value === undefined || value === null) return []
    if (!Array.isArray(value)) {
      refuse(['secrets'])
      return []
    }
    return value.flatMap((entry: unknown, index) => {
      const path = ['secrets', index]
      const found = isRecord(entry) && !('value' in entry) ? secretOf(yaml, entry, path) : undefined
      if (found === undefined)
        report(
          'error',
          { code: 'secret-reference', message: `${nameOf(path)} is no reference to a secret`, fix: reference },
          path,
        )
      return found === undefined ? [] : [found]
    })
  }

  const top = new Map(entries(root, []))
  for (const name of top.keys())
    if (!keys.has(name))
      report('warning', { code: 'parameter-key', message: `${name} is none of config, secrets and credentials` }, [
        name,
      ])
  return {
    set: {
      config: texts(top.get('config'), ['config'], true),
      secrets: secrets(top.get('secrets')),
      credentials: texts(top.get('credentials'), ['credentials'], false),
    },
    findings,
  }
}

function nameOf(path: YamlPath): string {
  return path.length === 0 ? 'config' : path.join('.')
}

const shape = 'Write names with texts below config and credentials; a list is one text with commas'
const reference = 'Write name and key; the value itself is kept with the secrets of the environment'

function textOf({ document, sourceAt }: YamlText, value: unknown, path: YamlPath): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'number' || typeof value === 'bigint') {
    const node = document.getIn(path, true)
    const shared = isAlias(node) ? node.resolve(document) : undefined
    return (isScalar(shared) ? shared.source : sourceAt(path)) ?? String(value)
  }
  return value === null ? '' : undefined
}

function listText(yaml: YamlText, items: readonly unknown[], path: YamlPath): string | undefined {
  const texts = items.flatMap((item, index) => textOf(yaml, item, [...path, index]) ?? [])
  return texts.length === items.length ? texts.join(',') : undefined
}

function secretOf(
  yaml: YamlText,
  entry: Readonly<Record<string, unknown>>,
  path: YamlPath,
): ParameterSet['secrets'][number] | undefined {
  const [name, key, version] = ['name', 'key', 'version'].map((one) => textOf(yaml, entry[one], [...path, one]))
  if (name === undefined || name === '' || key === undefined || key === '') return undefined
  return { name, key, ...(version === undefined || version === '' ? {} : { version }) }
}
