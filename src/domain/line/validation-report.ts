import type { FindingCode } from '../finding-codes.ts'
import type { Finding } from '../problem.ts'
import type { AssemblyLine } from './line.ts'
import { nearestName } from './nearest-name.ts'
import type { World } from './world.ts'
import type { YamlPath } from './yaml-text.ts'

/** The stage and parameter that a finding is about. */
export interface Subject {
  readonly stage?: string
  readonly parameter?: string
}

/** A finding at a path of the line's text. */
export interface Reported extends Subject {
  readonly severity: Finding['severity']
  readonly code: FindingCode
  readonly path: YamlPath
  readonly message: string
  readonly args: Readonly<Record<string, string>>
  readonly fix?: string
}

/** The shared input of all checks, and where they report findings. */
export interface ValidationContext {
  readonly line: AssemblyLine
  readonly world: World
  readonly report: (finding: Reported) => void
}

interface UnknownName extends Omit<Reported, 'severity' | 'fix'> {
  readonly name: string
  readonly known: Iterable<string>
  /** The fix to suggest if no known name is near. */
  readonly otherwise: string
}

/** Reports an unknown name, as an error by default, and suggests the nearest known name. */
export function reportUnknown(
  { report }: Pick<ValidationContext, 'report'>,
  { name, known, otherwise, args, ...finding }: UnknownName,
  severity: Finding['severity'] = 'error',
): void {
  const near = nearestName(name, known)
  report({
    ...finding,
    severity,
    args: { ...args, ...(near === undefined ? {} : { near }) },
    fix: near === undefined ? otherwise : `Use ${near}`,
  })
}
