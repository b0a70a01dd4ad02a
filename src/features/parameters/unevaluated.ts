import { errorsOf, type Finding } from '#domain/problem.ts'
import type { Sheet } from '#domain/parameters/sheet.ts'

/** An application without known parameters, since its adapters could not be evaluated. */
export interface Unevaluated {
  readonly application: string
  /** The first error. */
  readonly finding: Finding
}

const configs = 'qvs-config/'

/** The applications that are missing from a sheet, with what is wrong with their QVS Configs. */
export function unevaluatedIn({ rows }: Pick<Sheet, 'rows'>, findings: readonly Finding[]): readonly Unevaluated[] {
  const first = new Map<string, Finding>()
  for (const finding of errorsOf(findings)) {
    const { document = '' } = finding.place
    const application = document.startsWith(configs) ? document.slice(configs.length) : undefined
    if (application !== undefined && !first.has(application)) first.set(application, finding)
  }
  return [...first]
    .filter(([application]) => !rows.some(({ wanted }) => wanted.has(application)))
    .map(([application, finding]) => ({ application, finding }))
}
