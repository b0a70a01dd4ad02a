import type { FindingCode } from '../finding-codes.ts'
import type { Finding } from '../problem.ts'
import type { AssemblyLine } from './line.ts'
import type { World } from './world.ts'
import type { YamlPath } from './yaml-text.ts'

/** Takes one finding about a place of the line's text. */
export type Report = (
  severity: Finding['severity'],
  code: FindingCode,
  path: YamlPath,
  message: string,
  args: Record<string, string>,
  more?: ReportMore,
) => void
/** What a finding may say beyond its place. */
export interface ReportMore {
  readonly fix?: string | undefined
  readonly stage?: string
  readonly parameter?: string
}

/** What every check of a line looks at. */
export interface ValidationContext {
  readonly line: AssemblyLine
  readonly world: World
  readonly report: Report
}
