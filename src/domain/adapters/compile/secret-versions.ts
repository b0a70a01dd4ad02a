import type { Finding, Problem } from '../../problem.ts'
import { shortPattern } from './placeholders.ts'
import { referencesIn } from './interpolate.ts'
import type { QvsConfig } from '../qvs-config/qvs-config.ts'

/** CUE's message if an adapter writes the version of a secret that has none; it names a template rather than the secret. */
const noVersion = /cannot reference optional field: version\b|\bversion: incomplete value string\b/

/** Other incomplete values probably have the same cause; if not, they are reported once the version is there. */
const incomplete = /(?:incomplete|non-concrete) value /

/** Names the secrets that lack a version which an adapter writes. */
export function tellVersions(
  problem: Problem,
  config: QvsConfig,
  secrets: Readonly<Record<string, { readonly version?: string }>>,
): Problem {
  const { findings = [] } = problem
  const [lacking, others] = [findings.filter(lacksVersion), findings.filter((finding) => !lacksVersion(finding))]
  if (lacking.length === 0) return problem
  const blamed = new Set(lacking.flatMap(({ args }) => (args['adapters'] ?? '').split(', ')))
  const open = new Set(
    config.params.flatMap(({ name, type }) =>
      type === 'secret' && secrets[name]?.version === undefined ? [name] : [],
    ),
  )
  const told = config.designPatterns.flatMap(({ pattern, params, paramsAt, at }, index) =>
    Object.entries(params).flatMap(([field, value]): Finding[] => {
      const adapter = shortPattern(pattern)
      if (!blamed.has(adapter)) return []
      const { line, column } = paramsAt[field] ?? at
      return [...new Set(referencesIn(value))]
        .filter((name) => open.has(name))
        .map((name) => ({
          severity: 'error',
          code: 'secret-version',
          message: `${adapter} needs the version of the secret "${name}", which has none`,
          args: { name, adapter, adapters: adapter },
          fix: `Write a version beside the key of the secret "${name}"`,
          place: { line, column, path: `designPatterns[${index}].params.${field}`, parameter: name },
        }))
    }),
  )
  const [first] = told
  if (first === undefined) return problem
  const { message, fix, place } = first
  return {
    ...problem,
    message,
    ...(fix === undefined ? {} : { fix }),
    place,
    findings: [...told, ...others.filter((one) => !incomplete.test(one.message))],
  }
}

function lacksVersion({ message }: Finding): boolean {
  return noVersion.test(message)
}
