import { useQuery } from '@tanstack/react-query'
import { ExternalLink } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Link } from 'react-router'
import type { Evidence, GateView } from '#contract/gate-evidence.ts'
import { pathTo } from '#client/paths.ts'
import { usePlatform } from '#client/platform.ts'
import { stageOriginsOptions } from '#client/queries/runs.ts'
import { type DiffTrace, TracedDiff } from '#parts/manifests/traced-diff.tsx'
import { useLinePlaces } from '#parts/manifests/use-line-places.ts'
import { useSpoken } from '#parts/use-spoken.ts'
import { Card } from '#ui/card.tsx'
import { useFormat } from '#ui/i18n/format.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Badge } from '#ui/marks.tsx'
import { useNarrow } from '#ui/narrow.ts'
import { Segmented } from '#ui/fields/segmented.tsx'
import { type State, StateMark } from '#ui/state-mark.tsx'
import { Table } from '#ui/tables/table.tsx'
import { Digest, RelativeTime, shortDigest } from '#ui/text/values.tsx'
import { changedManifests } from './changed-manifests.ts'
import { GateChanges } from './gate-changes.tsx'
import { GateEffects } from './gate-effects.tsx'
import { CommentCount, useLineComments } from './use-line-comments.tsx'
import { gateMessages } from './messages.ts'

/** The evidence in reading order: manifests, values, commits, tests. */
export function EvidencePanels({ project, view }: { readonly project: string; readonly view: GateView }) {
  const t = useMessages(gateMessages)
  const runPath = (stage: string, task: string) => pathTo('run', { project, run: view.run }, { stage, task })
  const { evidence } = view
  // The held stages have no manifests until the gate opens.
  if (evidence === undefined || view.gate.state === 'pending') {
    return (
      <section className="lw-gate-evidence" aria-label={t('evidence')}>
        <p className="lw-muted">{t(view.hasEnded ? 'notReached' : 'pending')}</p>
        <WhatToCheck instructions={view.definition.instructions} addresses={evidence?.addresses ?? nothing} />
      </section>
    )
  }
  const isOver = view.gate.closedAt !== undefined
  return (
    <section className="lw-gate-evidence" aria-label={t('evidence')}>
      <GateChanges view={view} evidence={evidence} />
      <WhatToCheck instructions={view.definition.instructions} addresses={evidence.addresses} />
      <GateEffects project={project} view={view} evidence={evidence} />
      <Manifests project={project} view={view} evidence={evidence} />
      <Card
        title={t('values')}
        badge={<Badge>{evidence.values.length}</Badge>}
        aside={
          <span className="lw-muted">
            {t('valuesNote', { changed: evidence.values.length, equal: evidence.equalValues })}
          </span>
        }
      >
        {evidence.values.length === 0 ? (
          <p className="lw-pad lw-muted">{t('noValues')}</p>
        ) : (
          <div className="lw-scroll-x" tabIndex={0} role="group" aria-label={t('values')}>
            <Values evidence={evidence} isOver={isOver} />
          </div>
        )}
      </Card>
      <div className="lw-gate-pair">
        <Card
          title={t('commits')}
          badge={<Badge>{evidence.commits.length}</Badge>}
          aside={<CommitRange evidence={evidence} />}
        >
          <Commits evidence={evidence} />
        </Card>
        <Card
          title={t('tests')}
          badge={<Badge>{evidence.tests.length}</Badge>}
          aside={
            <span className="lw-muted">
              {t('testsNote', {
                passed: evidence.tests.filter(({ state }) => state === 'succeeded').length,
                all: evidence.tests.length,
              })}
            </span>
          }
        >
          <Tests evidence={evidence} runPath={runPath} />
        </Card>
      </div>
    </section>
  )
}

/** What the line asks approvers to check, and where to try what this run has deployed so far. */
function WhatToCheck({
  instructions,
  addresses,
}: {
  readonly instructions: string | undefined
  readonly addresses: readonly Evidence['addresses'][number][]
}) {
  const t = useMessages(gateMessages)
  if (instructions === undefined && addresses.length === 0) return null
  return (
    <Card title={t('instructions')}>
      {instructions === undefined ? null : <p className="lw-pad">{instructions}</p>}
      {addresses.length === 0 ? null : (
        <ul className="lw-pad lw-gate-try" aria-label={t('tryIt')}>
          {addresses.map(({ application, environment, url }) => (
            <li key={url}>
              <a href={url} target="_blank" rel="noreferrer">
                {t('tryAddress', { application, environment })}
                <ExternalLink size={14} aria-hidden />
              </a>
              <span className="lw-mono lw-muted">{url}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

interface ManifestsProps {
  readonly project: string
  readonly view: GateView
  readonly evidence: Evidence
}

function Manifests({ project, view, evidence }: ManifestsProps) {
  const { run, line, environment, gate } = view
  const t = useMessages(gateMessages)
  const isOver = gate.closedAt !== undefined
  const isNarrow = useNarrow()
  const [chosenLayout, setLayout] = useState<string>()
  const layout = chosenLayout ?? (isNarrow ? 'one' : 'side')
  const changed = useMemo(() => changedManifests(evidence), [evidence])
  const [chosen, setChosen] = useState<string>()
  const file = changed.find((manifest) => manifest.id === chosen) ?? changed[0]
  const comments = useLineComments(project, view, file)
  const trace = useFrozenTrace(project, run, line, file)
  const running = evidence.running.find((entry) => entry.application === file?.application)
  const isElsewhere = running?.isElsewhere === true
  const equal = evidence.manifests.length - changed.length
  return (
    <Card
      title={t('manifests')}
      badge={<Badge>{changed.length}</Badge>}
      aside={
        <div className="lw-gate-views">
          <Segmented
            label={t('layout')}
            selected={layout}
            onSelect={setLayout}
            choices={[
              { id: 'side', title: t('sideBySide') },
              { id: 'one', title: t('oneColumn') },
            ]}
          />
          {file === undefined ? null : comments.button}
        </div>
      }
    >
      <p className="lw-pad lw-muted">
        {t(isElsewhere ? 'againstApplied' : isOver ? 'againstThen' : 'againstNow', { environment })}
        {equal > 0 ? ` · ${t('unchanged', { count: equal })}` : ''}
      </p>
      {file === undefined ? (
        <p className="lw-pad">{t('noManifests')}</p>
      ) : (
        <>
          <ul className="lw-gate-files" aria-label={t('files')}>
            {changed.map((manifest) => (
              <li key={manifest.id}>
                <button type="button" aria-pressed={manifest.id === file.id} onClick={() => setChosen(manifest.id)}>
                  {manifest.id}
                  <span className="lw-gate-plus">+{manifest.added}</span>
                  <span className="lw-gate-minus">−{manifest.removed}</span>
                  <CommentCount gate={gate} file={manifest} />
                </button>
              </li>
            ))}
          </ul>
          {comments.above}
          <TracedDiff
            key={file.id}
            notes={comments.notes}
            trace={trace}
            label={file.id}
            before={file.now}
            after={file.after}
            beforeTitle={
              running === undefined
                ? t(isOver ? 'nothingThen' : 'nothingNow')
                : t(isElsewhere ? 'appliedVersion' : isOver ? 'ranThenVersion' : 'runsNowVersion', running)
            }
            afterTitle={t('afterApproval')}
            sideBySide={layout === 'side'}
          />
        </>
      )}
    </Card>
  )
}

/** Where the lines of a manifest come from, as the run has frozen it. */
function useFrozenTrace(
  project: string,
  run: string,
  line: string,
  file: Pick<Evidence['manifests'][number], 'stage' | 'path'> | undefined,
): DiffTrace {
  const { client } = usePlatform()
  const stage = file?.stage ?? ''
  const { data } = useQuery({ ...stageOriginsOptions(client, project, run, stage), enabled: stage !== '' })
  const places = useLinePlaces(project, line, stage)
  const origins = data?.manifests.find(({ path }) => path === file?.path)?.origins ?? nothing
  return { project, origins, parameters: nothing, places }
}

const nothing: readonly never[] = []

function Values({ evidence, isOver }: { readonly evidence: Evidence; readonly isOver: boolean }) {
  const t = useMessages(gateMessages)
  return (
    <Table
      label={t('values')}
      rows={evidence.values}
      rowKey={(row) => `${row.application} ${row.parameter}`}
      columns={[
        { id: 'application', title: t('application'), render: (row) => row.application },
        { id: 'parameter', title: t('parameter'), render: (row) => <code>{row.parameter}</code>, isRowHeader: true },
        { id: 'now', title: t(isOver ? 'ranThen' : 'untilNow'), render: (row) => <Value tag="del" text={row.now} /> },
        { id: 'after', title: t('afterApproval'), render: (row) => <Value tag="ins" text={row.after} /> },
        { id: 'setBy', title: t('setBy'), render: (row) => row.setBy },
      ]}
    />
  )
}

/** A value before or after; digests are shortened, with the full one as the title. */
function Value({ tag: Tag, text }: { readonly tag: 'del' | 'ins'; readonly text: string }) {
  const short = /^sha256:[0-9a-f]{64}$|^[0-9a-f]{40}$/.test(text) ? shortDigest(text) : text
  return (
    <Tag className="lw-mono" title={text}>
      {short}
    </Tag>
  )
}

/** From the running version to the newest commit, if only one application is released. */
function CommitRange({ evidence: { commits, running } }: { readonly evidence: Evidence }) {
  const [newest] = commits
  const applications = new Set(commits.map(({ application }) => application))
  const version = running.find(({ application }) => application === newest?.application)?.version
  if (newest === undefined || version === undefined || applications.size > 1) return null
  return (
    <code className="lw-muted">
      {version}…{newest.commit.slice(0, 7)}
    </code>
  )
}

function Commits({ evidence: { commits, takenBack, commitsUnread } }: { readonly evidence: Evidence }) {
  const t = useMessages(gateMessages)
  const spoken = useSpoken()
  if (commits.length + takenBack.length + commitsUnread.length === 0)
    return <p className="lw-pad lw-muted">{t('noCommits')}</p>
  return (
    <ul className="lw-gate-list">
      {commitsUnread.map(({ application, problem }) => (
        <li key={application}>
          <span>
            {t('commitsUnread', { application, reason: spoken(problem).message })}
            <span className="lw-muted"> {spoken(problem).fix}</span>
          </span>
        </li>
      ))}
      {[...commits, ...takenBack].map((commit) => (
        <li key={`${commit.application} ${commit.commit}`}>
          <Digest digest={commit.commit} />
          <span className="lw-grow lw-ellipsis" dir="auto">
            {commit.message}
          </span>
          {takenBack.includes(commit) ? <span className="lw-gate-lost">{t('takenBack')}</span> : null}
          <span className="lw-muted">{commit.author}</span>
          <RelativeTime at={commit.at} />
        </li>
      ))}
    </ul>
  )
}

const testStates: Readonly<Record<string, State>> = {
  succeeded: 'succeeded',
  failed: 'failed',
  running: 'running',
  skipped: 'skipped',
}

interface TestsProps {
  readonly evidence: Evidence
  /** The page of a task in the run. */
  readonly runPath: (stage: string, task: string) => string
}

function Tests({ evidence, runPath }: TestsProps) {
  const t = useMessages(gateMessages)
  const format = useFormat()
  if (evidence.tests.length === 0) return <p className="lw-pad lw-muted">{t('noTests')}</p>
  return (
    <ul className="lw-gate-list">
      {evidence.tests.map((test) => (
        <li key={test.name}>
          <StateMark state={testStates[test.state] ?? 'notStarted'} />
          <Link className="lw-grow lw-ellipsis" to={runPath(test.stage, test.task)}>
            {test.name}
          </Link>
          <span className="lw-muted lw-num">{format.duration(test.seconds * 1000)}</span>
        </li>
      ))}
    </ul>
  )
}
