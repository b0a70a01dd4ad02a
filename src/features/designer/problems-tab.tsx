import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'
import {
  addLink,
  removeLink,
  removeStageParam,
  setStageDeployment,
  setStagePipeline,
} from '#domain/line/edit/stage-edits.ts'
import { removeStageGate } from '#domain/line/edit/line-edits.ts'
import type { Finding } from '#domain/problem.ts'
import type { Result } from '#domain/result.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useDesigner } from './designer-context.ts'
import { designerMessages } from './messages.ts'
import { useFindingWords } from './use-finding-words.ts'

interface Repair {
  readonly title: string
  readonly edit: (text: string) => Result<string>
}

/** Everything that stands in the way, with a jump to its place and a repair where one is known. */
export function ProblemsTab() {
  const t = useMessages(designerMessages)
  const words = useFindingWords()
  const { view, editable, editLine, select, reveal } = useDesigner()
  const repairOf = useRepairs()
  if (view.findings.length === 0)
    return <EmptyState icon={<CircleCheck size={24} />} title={t('noProblems')} text={t('noProblemsText')} />
  const sorted = view.findings.toSorted((a, b) => Number(a.severity !== 'error') - Number(b.severity !== 'error'))
  return (
    <ul className="lw-problems">
      {sorted.map((finding, index) => {
        const repair = editable ? repairOf(finding) : undefined
        const { stage, line, column } = finding.place
        return (
          <li key={index} data-severity={finding.severity}>
            {finding.severity === 'error' ? (
              <CircleAlert size={16} aria-hidden />
            ) : (
              <TriangleAlert size={16} aria-hidden />
            )}
            <button
              type="button"
              className="lw-text-button lw-grow"
              onClick={() => {
                if (stage !== undefined) select(stage)
                if (line !== undefined && finding.code !== 'missing-parameter') reveal(line, column)
              }}
            >
              <span>{words(finding)}</span>
              <span className="lw-muted">
                {[stage, line === undefined ? undefined : t('lineColumn', { line, column: column ?? 1 })]
                  .filter((part) => part !== undefined)
                  .join(' · ')}
              </span>
            </button>
            {repair === undefined ? null : (
              <Button onPress={() => editLine(repair.title, repair.edit)}>{repair.title}</Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function useRepairs(): (finding: Finding) => Repair | undefined {
  const t = useMessages(designerMessages)
  const { view } = useDesigner()
  return (finding) => {
    const { stage, parameter } = finding.place
    const { near, from, to, name } = finding.args
    if (finding.code === 'implicit-order' && from !== undefined && to !== undefined)
      return { title: t('addRunAfter'), edit: (text) => addLink(text, from, to) }
    if (stage === undefined) return undefined
    if (near !== undefined) {
      const title = t('applyFix', { name: near })
      if (finding.code === 'unknown-pipeline') return { title, edit: (text) => setStagePipeline(text, stage, near) }
      if (finding.code === 'unknown-deployment') {
        const [app = '', deployment = ''] = near.split('/', 2)
        return { title, edit: (text) => setStageDeployment(text, stage, app, deployment) }
      }
    }
    if (finding.code === 'undeclared-param' && parameter !== undefined)
      return { title: t('removeNamed', { name: parameter }), edit: (text) => removeStageParam(text, stage, parameter) }
    if (
      finding.code === 'unknown-stage' &&
      name !== undefined &&
      view.line.spec.stages.find((entry) => entry.name === stage)?.runAfter?.includes(name) === true
    ) {
      return { title: t('removeNamed', { name }), edit: (text) => removeLink(text, name, stage) }
    }
    if (finding.code === 'unknown-gate' && name !== undefined)
      return { title: t('removeNamed', { name }), edit: (text) => removeStageGate(text, stage, name) }
    return undefined
  }
}
