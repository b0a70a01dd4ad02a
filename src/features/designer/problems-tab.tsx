import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'
import { memo, useDeferredValue, useState } from 'react'
import { applicationOfConfig } from '#domain/documents.ts'
import { applicationNamed } from '#domain/line/world-index.ts'
import type { Finding } from '#domain/problem.ts'
import { ConflictPlaces } from '#parts/findings/adapter-problems.tsx'
import { useFindingWords } from '#parts/findings/use-finding-words.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { PickMenu } from '#ui/overlays/pick-menu.tsx'
import { type AddressChange, useAddress } from '#ui/use-address.ts'
import { useFocusStays } from '#ui/use-focus-stays.ts'
import { useDesigner, useView } from './designer-context.tsx'
import { designerMessages } from './messages.ts'
import { type FindingGroup, groupFindings } from './line/finding-groups.ts'
import type { LineView } from './line/line-view.ts'
import { pipelineOfText } from './line/pipeline-findings.ts'
import { repairOf } from './line/repairs.ts'
import { composeMessages } from './palette/compose-messages.ts'
import { pipelineMessages } from './pipelines/pipeline-messages.ts'
import { qvsMessages } from './qvs/qvs-messages.ts'

/** All problems. A repaired one disappears with its button, so the focus moves to the next. */
export function ProblemsTab() {
  // A hundred rows take longer than the edit itself, so the board does not wait for them.
  const view = useDeferredValue(useView())
  const [, change] = useAddress()
  const { place, hold } = useFocusStays<HTMLDivElement>(view.findings, (list) => list.querySelector('button') ?? list)
  return (
    <div ref={place} tabIndex={-1} {...hold}>
      <Problems view={view} change={change} />
    </div>
  )
}

interface Ground {
  readonly view: LineView
  /** Passed down: a row that asks for it is rendered for each change of the address. */
  readonly change: (change: AddressChange) => void
}

/** Each problem with a link to its place and its repair; problems of one cause share a row. */
const Problems = memo(function Problems({ view, change }: Ground) {
  const t = useMessages(designerMessages)
  // A line that has not been read yet looks empty, and would be called faultless.
  if (!view.isRead) return <Skeleton rows={3} />
  if (view.findings.length === 0)
    return (
      <EmptyState
        icon={<CircleCheck size={24} />}
        title={t('noProblems')}
        text={t(view.line.spec.stages.length === 0 ? 'stageFirst' : 'noProblemsText')}
      />
    )
  const { groups, single } = groupFindings(view.findings, view)
  const sorted = single.toSorted((a, b) => Number(a.severity !== 'error') - Number(b.severity !== 'error'))
  return (
    <ul className="lw-problems">
      {groups.map((group) => (
        <GroupRow key={`${group.code} ${group.kind}`} group={group} {...{ view, change }} />
      ))}
      <Rows findings={sorted} {...{ view, change }} />
    </ul>
  )
})

/** Problems of many stages with one cause: one remedy for all, and the single ones on demand. */
function GroupRow({ group: { code, kind, findings }, view, change }: Ground & { readonly group: FindingGroup }) {
  const t = useMessages(designerMessages)
  const compose = useMessages(composeMessages)
  const { editable, insert, setUp } = useDesigner()
  const { world, stages } = view
  const [isOpen, setOpen] = useState(false)
  const argument = code === 'unknown-pipeline' ? 'pipeline' : 'deployment'
  const names = [...new Set(findings.map(({ args }) => args[argument] ?? ''))]
  const shown = names.slice(0, mostNamed).join(t('between'))
  const isKnown = findings.every(({ place }) => {
    const application = stages.get(place.stage ?? '')?.spec.deployment.app ?? ''
    return applicationNamed(world, application) !== undefined
  })
  const adapters = world.adapters.filter((adapter) => adapter.stages.some(({ name }) => name === kind))
  return (
    <>
      <li data-severity="error">
        <CircleAlert size={16} aria-hidden />
        <button
          type="button"
          className="lw-text-button lw-grow"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <span>
            {t(code === 'unknown-pipeline' ? 'pipelinesMissing' : 'deploymentsMissing', { count: findings.length })}
          </span>
          <span className="lw-muted">
            {names.length > mostNamed ? t('namedAndMore', { names: shown, count: names.length - mostNamed }) : shown}
          </span>
        </button>
        {!editable ? null : code === 'unknown-deployment' ? (
          // Creates everything that an imported line names and the project lacks.
          <Button onPress={setUp}>{compose('setupOpen')}</Button>
        ) : isKnown && adapters.length > 0 ? (
          <PickMenu
            label={t('adapterFor', { kind })}
            trigger={<Button>{t('adapterFor', { kind })}</Button>}
            sections={() => [
              {
                title: t('adapterForText'),
                items: adapters.map(({ pattern, name, description }) => ({
                  id: pattern,
                  textValue: name,
                  description,
                })),
              },
            ]}
            onPick={(pattern) => insert({ kind: 'adapter', pattern }, {})}
          />
        ) : null}
      </li>
      {isOpen ? <Rows findings={findings} {...{ view, change }} /> : null}
    </>
  )
}

function Rows({ findings, ...ground }: Ground & { readonly findings: readonly Finding[] }) {
  const t = useMessages(designerMessages)
  return (
    <>
      {findings.slice(0, mostListed).map((finding, index) => (
        <Row key={index} finding={finding} {...ground} />
      ))}
      {findings.length > mostListed ? (
        <li className="lw-muted">{t('moreProblems', { count: findings.length - mostListed })}</li>
      ) : null}
    </>
  )
}

const Row = memo(function Row({ finding, view, change }: Ground & { readonly finding: Finding }) {
  const t = useMessages(designerMessages)
  const compose = useMessages(composeMessages)
  const words = useFindingWords()
  const qvs = useMessages(qvsMessages)
  const pasted = useMessages(pipelineMessages)
  const { project, editable, editLine, select, reveal, setUp } = useDesigner()
  const repair = editable ? repairOf(finding, view) : undefined
  const title = repair === undefined ? '' : t(repairWords[repair.kind], { name: repair.name })
  const { stage, line, column, document } = finding.place
  const config = applicationOfConfig(document)
  const pipeline = pipelineOfText(document)
  function jump(): void {
    if (config !== undefined) change({ drawer: 'qvs', config, configLine: line?.toString() })
    else if (stage !== undefined) select(stage)
    if (pipeline !== undefined) change({ drawer: 'pipelines', pipeline })
    else if (config === undefined && line !== undefined && finding.code !== 'missing-parameter') reveal(line, column)
  }
  return (
    <li data-severity={finding.severity}>
      {finding.severity === 'error' ? <CircleAlert size={16} aria-hidden /> : <TriangleAlert size={16} aria-hidden />}
      <button type="button" className="lw-text-button lw-grow" onClick={jump}>
        <span>{words.said(finding)}</span>
        <span className="lw-muted">
          {[
            config === undefined ? stage : qvs('label', { application: config }),
            pipeline === undefined ? undefined : pasted('textOf', { name: pipeline }),
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
        <Button onPress={setUp}>{compose('setupOpen')}</Button>
      ) : null}
      {finding.sides === undefined ? null : <ConflictPlaces project={project} sides={finding.sides} />}
    </li>
  )
})

// As many missing names as it takes to recognize which are meant.
const mostNamed = 6
// Further problems show once the first are solved.
const mostListed = 100

const repairWords = {
  use: 'applyFix',
  remove: 'removeNamed',
  order: 'addRunAfter',
  bind: 'bindTo',
  unlink: 'unlinkNamed',
  enable: 'enableNamed',
} as const
