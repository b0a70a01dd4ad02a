import { pathTo } from '#client/paths.ts'
import { fixesOfFinding, type QvsFix } from '#domain/adapters/qvs-assist/fixes.ts'
import type { QvsKnowledge } from '#domain/adapters/qvs-assist/knowledge.ts'
import type { Finding } from '#domain/problem.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { TextProblems } from '../text-problems.tsx'
import { qvsMessages } from './qvs-messages.ts'
import { fixTitle } from './use-qvs-assist.ts'

interface QvsProblemsProps {
  readonly project: string
  readonly text: string
  readonly findings: readonly Finding[]
  readonly isCompiling: boolean
  readonly knowledge: QvsKnowledge
  readonly editable: boolean
  readonly onShow: (line: number, column: number) => void
  readonly onFix: (title: string, fix: QvsFix) => void
}

/** Findings about a QVS Config and the adapters that it names. */
export function QvsProblems({ project, text, knowledge, editable, onFix, ...shown }: QvsProblemsProps) {
  const t = useMessages(qvsMessages)
  return (
    <TextProblems
      {...shown}
      repairOf={(finding) => {
        const [fix] = editable && finding.place.document === undefined ? fixesOfFinding(text, finding, knowledge) : []
        if (fix === undefined) return undefined
        const title = fixTitle(t, fix)
        return { title, run: () => onFix(title, fix) }
      }}
      // The sources of the project's modules can be read here.
      pathOf={(document, line) =>
        knowledge.modules.some(({ name }) => document.startsWith(`${name}/`))
          ? pathTo('adapters', { project }, { source: document, line: String(line) })
          : undefined
      }
    />
  )
}
