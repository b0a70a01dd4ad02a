import type { FindingCode } from '../finding-codes.ts'
import type { Finding } from '../problem.ts'
import type { AssemblyLine } from './line.ts'
import { nearestName } from './nearest-name.ts'
import type { World } from './world.ts'
import type { YamlPath } from './yaml-text.ts'

/** The stage of a finding, and the parameter of it, beside its place in the text. */
export interface Subject {
  readonly stage?: string
  readonly parameter?: string
}

/** One finding about a place of the line's text. */
export interface Reported extends Subject {
  readonly severity: Finding['severity']
  readonly code: FindingCode
  readonly path: YamlPath
  readonly message: string
  readonly args: Readonly<Record<string, string>>
  readonly fix?: string
}

/** What every check of a line looks at, and where it says what it finds. */
export interface ValidationContext {
  readonly line: AssemblyLine
  readonly world: World
  readonly report: (finding: Reported) => void
}

interface UnknownName extends Omit<Reported, 'severity' | 'fix'> {
  readonly name: string
  readonly known: Iterable<string>
  /** What to do where no known name is near. */
  readonly otherwise: string
}

/** Reports a name that nothing has: an error, unless it may stay, with the known name that was most likely meant. */
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
