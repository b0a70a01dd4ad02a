import { useQuery } from '@tanstack/react-query'
import { Workflow } from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import { useParams } from 'react-router'
import { pathTo } from '#client/paths.ts'
import { markOfRun } from '#client/run-marks.ts'
import { usePlatform } from '#client/platform.ts'
import { problemOf } from '#client/problems.ts'
import { snapshotOptions } from '#client/queries/runs.ts'
import { useUsualTimes } from '#client/use-usual-times.ts'
import type { Run } from '#domain/run/state.ts'
import { FailedPage } from '#ui/page/failed-page.tsx'
import { Breadcrumb } from '#ui/page/breadcrumb.tsx'
import { useMoment } from '#ui/i18n/use-moment.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { Skeleton } from '#ui/page/skeleton.tsx'
import { Fill, useTitle } from '#ui/page/slots.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { uiMessages } from '#ui/ui-messages.ts'
import { useAddress } from '#ui/use-address.ts'
import { useStable } from '#ui/use-stable.ts'
import { runMessages } from './messages.ts'
import { readDrill } from './board/drill.ts'
import { readView } from './run-place.tsx'
import { isLarge } from './live/large-run.ts'
import { RunHeader } from './run-header.tsx'
import type { RunStore } from './live/run-store.ts'
import { RunPanes } from './run-panes.tsx'
import type { RunSlots } from './run-slots.ts'
import { countStates, stageToShow } from './run-words.ts'
import { IsPastAttempt, usePastAttempt } from './live/use-past-attempt.ts'
import { viewMessages } from './view-messages.ts'
import { useConnection, useLiveRun, useRun } from './live/use-live-run.ts'
import './run-page.css'

/** A run, live: board, timeline, steps, log and details. The selection is in the URL. */
export function RunPage(props: RunSlots) {
  const { project = '', run: id = '' } = useParams()
  const t = useMessages(runMessages)
  const { store, error, refetch } = useLiveRun(project, id)
  if (store !== undefined) return <OpenRun key={id} {...props} project={project} store={store} />
  if (error === null) return <Skeleton rows={10} height={32} />
  return (
    <FailedPage
      title={t('loadFailed')}
      problem={problemOf(error)}
      onRetry={() => void refetch()}
      back={{ to: pathTo('runs', { project }), title: t('toRuns') }}
    />
  )
}

function OpenRun({ project, store, ...slots }: RunSlots & { readonly project: string; readonly store: RunStore }) {
  const t = useMessages(runMessages)
  const words = useMessages(uiMessages)
  const { client } = usePlatform()
  const newest = useRun(store)
  const connection = useConnection(store)
  const { data: snapshot } = useQuery(snapshotOptions(client, project, newest.id))
  const [search, setAddress] = useAddress()
  // `of` belongs to one task and step, so another choice clears it.
  const choose: typeof setAddress = useStable((changes, how) =>
    setAddress('task' in changes || 'step' in changes ? { of: undefined, ...changes } : changes, how),
  )
  const asked = Number(search.get('attempt') ?? '') || undefined
  const run = usePastAttempt(newest, asked) ?? newest
  // An address of log lines names its attempt. Somebody who is there when the next one begins moves on to it.
  const begun = useRef(newest.attempt)
  useEffect(() => {
    if (asked === begun.current && asked < newest.attempt) choose({ attempt: undefined })
    begun.current = newest.attempt
  }, [asked, newest.attempt, choose])
  const usual = useUsualTimes(project, newest.line, newest.number)
  useTitle(`${words(markOfRun(newest.state))} · ${t('run', { number: run.number })} · ${run.line}`)
  useFavicon(markOfRun(newest.state))
  const stage = search.get('stage') ?? stageToShow(run)
  const inside = search.get('in')
  const drill = useMemo(() => readDrill(inside), [inside])

  return (
    // Thousands of spinning marks tell nobody anything, and keep the browser busy.
    <div className="lw-run-page" data-still={isLarge(run) || undefined}>
      <Breadcrumb
        crumbs={[
          { title: t('lines'), to: pathTo('lines', { project }) },
          { title: run.line, to: pathTo('line', { project, line: run.line }) },
          { title: t('run', { number: run.number }) },
        ]}
      />
      <Fill slot="actions">
        <LinkButton to={pathTo('line', { project, line: run.line })} icon={<Workflow size={16} aria-hidden />}>
          {t('openInDesigner')}
        </LinkButton>
      </Fill>
      <Fill slot="statusLeft">
        <StageCounts run={run} />
      </Fill>
      <Fill slot="statusRight">
        <StateMark
          state={connection === 'down' ? 'waiting' : run.endedAt === undefined ? 'running' : 'succeeded'}
          word={connection === 'down' ? t('reconnecting') : run.endedAt === undefined ? t('live') : t('ended')}
        />
      </Fill>
      <RunHeader
        project={project}
        run={newest}
        attempt={run.attempt}
        onAttempt={(attempt) =>
          choose({
            attempt: attempt === newest.attempt ? undefined : String(attempt),
            stage: undefined,
            task: undefined,
            step: undefined,
            in: undefined,
          })
        }
      />
      {run.attempt === newest.attempt ? null : (
        <p className="lw-run-past">
          {t('pastAttempt', { number: run.attempt })}{' '}
          <button type="button" onClick={() => choose({ attempt: undefined })}>
            {t('newestAttempt')}
          </button>
        </p>
      )}
      <CancelledBy run={run} />
      <IsPastAttempt value={run !== newest}>
        <RunPanes
          {...slots}
          project={project}
          run={run}
          live={run === newest ? store.live : undefined}
          snapshot={snapshot}
          usual={usual}
          stage={stage}
          task={search.get('task') ?? undefined}
          step={search.get('step') ?? undefined}
          of={search.get('of') ?? undefined}
          tab={search.get('tab') ?? undefined}
          view={readView(search.get('view'))}
          drill={drill}
          onChoose={choose}
        />
      </IsPastAttempt>
    </div>
  )
}

/** Who cancelled the attempt being shown, and how. */
function CancelledBy({ run }: { readonly run: Run }) {
  const t = useMessages(runMessages)
  const cancel = run.attempts.find(({ attempt }) => attempt === run.attempt)?.cancel
  const time = useMoment(cancel?.at ?? run.startedAt)
  if (cancel === undefined) return null
  return <p className="lw-run-cancelled">{t(`asked${cancel.mode}`, { person: cancel.by.name, time })}</p>
}

const counted = [
  ['failed', 'failedCount'],
  ['running', 'runningCount'],
  ['succeeded', 'succeededCount'],
] as const

/** How many stages there are in each state. */
function StageCounts({ run }: { readonly run: Run }) {
  const t = useMessages(viewMessages)
  const counts = countStates(Object.values(run.stages))
  return counted.map(([state, word]) => {
    const count = counts.get(state) ?? 0
    return count === 0 ? null : <StateMark key={state} state={state} word={t(word, { count })} />
  })
}

/** Shows the run's state in the tab's icon, visible from other tabs. */
function useFavicon(state: string): void {
  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
    if (icon === null) return undefined
    const before = icon.href
    const fill = getComputedStyle(document.documentElement).getPropertyValue(`--${faviconTokens[state] ?? 'text-3'}`)
    const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7" fill="${fill}"/></svg>`
    icon.href = `data:image/svg+xml,${encodeURIComponent(picture)}`
    return () => {
      icon.href = before
    }
  }, [state])
}

const faviconTokens: Readonly<Record<string, string>> = {
  running: 'blue-fill',
  failing: 'red-fill',
  failed: 'red-fill',
  succeeded: 'green-fill',
  needsApproval: 'amber-fill',
}
