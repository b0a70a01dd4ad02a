import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'
import { applicationOfConfig } from '#domain/documents.ts'
import { ConflictPlaces } from '#parts/findings/adapter-problems.tsx'
import { useFindingWords } from '#parts/findings/use-finding-words.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useAddress } from '#ui/use-address.ts'
import { useDesigner, useView } from './designer-context.tsx'
import { designerMessages } from './messages.ts'
import { repairOf } from './line/repairs.ts'
import { composeMessages } from './palette/compose-messages.ts'
import { qvsMessages } from './qvs/qvs-messages.ts'

/** Everything that stands in the way, with a jump to its place and a repair where one is known. */
export function ProblemsTab() {
  const t = useMessages(designerMessages)
  const compose = useMessages(composeMessages)
  const words = useFindingWords()
  const qvs = useMessages(qvsMessages)
  const { project, editable, editLine, select, reveal, setUp } = useDesigner()
  const [, change] = useAddress()
  const view = useView()
  if (view.findings.length === 0)
    return <EmptyState icon={<CircleCheck size={24} />} title={t('noProblems')} text={t('noProblemsText')} />
  const sorted = view.findings.toSorted((a, b) => Number(a.severity !== 'error') - Number(b.severity !== 'error'))
  return (
    <ul className="lw-problems">
      {sorted.slice(0, mostListed).map((finding, index) => {
        const repair = editable ? repairOf(finding, view) : undefined
        const title = repair === undefined ? '' : t(repairWords[repair.kind], { name: repair.name })
        const { stage, line, column, document } = finding.place
        const config = applicationOfConfig(document)
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
                if (config !== undefined) change({ drawer: 'qvs', config, configLine: line?.toString() })
                else if (stage !== undefined) select(stage)
                if (config === undefined && line !== undefined && finding.code !== 'missing-parameter')
                  reveal(line, column)
              }}
            >
              <span>{words.said(finding)}</span>
              <span className="lw-muted">
                {[
                  config === undefined ? stage : qvs('label', { application: config }),
                  line === undefined ? undefined : t('lineColumn', { line, column: column ?? 1 }),
                  repair === undefined ? words.fix(finding) : undefined,
                ]
                  .filter((part) => part !== undefined)
                  .join(' · ')}
              </span>
            </button>
            {repair !== undefined ? (
              <Button onPress={() => editLine(title, repair.edit)}>{title}</Button>
            ) : editable && finding.code === 'unknown-deployment' ? (
              // A line from elsewhere names what this project does not have yet: all of it is made at once.
              <Button onPress={setUp}>{compose('setupOpen')}</Button>
            ) : null}
            {finding.sides === undefined ? null : <ConflictPlaces project={project} sides={finding.sides} />}
          </li>
        )
      })}
      {sorted.length > mostListed ? (
        <li className="lw-muted">{t('moreProblems', { count: sorted.length - mostListed })}</li>
      ) : null}
    </ul>
  )
}

// What stands further down shows when the first are repaired.
const mostListed = 100

const repairWords = {
  use: 'applyFix',
  remove: 'removeNamed',
  order: 'addRunAfter',
  bind: 'bindTo',
  unlink: 'unlinkNamed',
  enable: 'enableNamed',
} as const
