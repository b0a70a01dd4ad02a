import { CircleCheck, Hammer, Rocket, ShieldCheck } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { hueOf, inOrder } from '#client/environments.ts'
import { pathTo } from '#client/paths.ts'
import type { Environment } from '#domain/project.ts'
import type { LineLayout } from '#domain/line/layout/layout-model.ts'
import { layoutLine } from '#domain/line/layout/layout.ts'
import { buildLane, layoutInputOf } from '#domain/line/layout/layout-input.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Run, StageRun } from '#domain/run/state.ts'
import type { UsualTimes } from '#domain/run/times/usual-times.ts'
import { shortStageName } from '#parts/short-stage-name.ts'
import { Board } from '#ui/board/board.tsx'
import type { BoardCard, BoardGate, BoardLane, BoardLink, BoardPicture } from '#ui/board/board-model.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { uiMessages } from '#ui/ui-messages.ts'
import { Duration } from '#ui/text/values.tsx'
import { clockOf } from '#ui/i18n/format.ts'
import { runMessages } from '../messages.ts'
import { createLiveCards, type StageCards } from './live-cards.ts'
import { createRemembered, type Remembered } from '../remembered.ts'
import { type LiveStages, stillStages } from '../live/run-store.ts'
import { useInTurn } from '../live/use-in-turn.ts'
import type { StageFace } from '../live/run-worker-messages.ts'
import { countStates, gateStanding, haveBegun } from '../run-words.ts'

export interface RunBoardProps {
  readonly project: string
  readonly run: Run
  /** The newest states, ahead of `run`; absent for a past attempt. */
  readonly live: LiveStages | undefined
  readonly snapshot: Snapshot
  readonly environments: readonly Environment[]
  readonly usual: UsualTimes
  readonly selected: string | undefined
  readonly onSelect: (stage: string | undefined) => void
  /** Opens the inside of a stage. */
  readonly onOpen: (stage: string) => void
}

type Words = ReturnType<typeof useMessages<typeof runMessages>>
type StateWords = ReturnType<typeof useMessages<typeof uiMessages>>

/** The line as it was frozen, with the run's states on it. The whole plan shows from the first second. */
export function RunBoard(props: RunBoardProps) {
  const { project, live, snapshot, usual, selected, onSelect, onOpen } = props
  const run = useInTurn(props.run, 1)
  const t = useMessages(runMessages)
  const state = useMessages(uiMessages)
  const navigate = useNavigate()
  const environments = useMemo(() => inOrder(props.environments), [props.environments])
  const layout = useMemo(() => layoutOf(snapshot, environments), [snapshot, environments])
  const shown = useMemo(() => live ?? stillStages(run), [live, run])
  const states = useMemo(() => statesOf(shown, snapshot, usual, t, state), [shown, snapshot, usual, t, state])
  const cards = useMemo(() => cardsOf(layout, snapshot, states, t, state), [layout, snapshot, states, t, state])
  const byLane = useMemo(() => Map.groupBy(layout.cards, (card) => laneOf(layout.lanes, card)?.id), [layout])
  const [links] = useState(createRemembered<BoardLink>)
  const picture = useMemo(
    () => pictureOf({ layout, byLane, cards, run, snapshot, environments }, links, t),
    [layout, byLane, cards, run, snapshot, environments, links, t],
  )

  function select(id: string | undefined): void {
    if (id?.startsWith('gate:')) void navigate(pathTo('gate', { project, run: run.id, gate: id.slice('gate:'.length) }))
    else onSelect(id !== undefined && run.stages[id] !== undefined ? id : undefined)
  }
  return (
    <Board
      picture={picture}
      live={states}
      label={t('board', { number: run.number })}
      selected={selected}
      onSelect={select}
      onOpen={(id) => {
        if (run.stages[id] !== undefined) onOpen(id)
      }}
    />
  )
}

function layoutOf(snapshot: Snapshot, environments: readonly Environment[]): LineLayout {
  const deployments = new Map(
    snapshot.stages.map((stage) => [`${stage.deployment.app}/${stage.deployment.name}`, stage.deployment.environment]),
  )
  const rendering = new Set(
    snapshot.stages
      .filter((stage) => stage.pipeline.metadata.annotations?.['linewright.dev/app-config-params'] !== undefined)
      .map((stage) => stage.pipeline.metadata.name),
  )
  const around = {
    environmentOf: (application: string, deployment: string) => deployments.get(`${application}/${deployment}`),
    deploys: (pipeline: string) => rendering.has(pipeline),
    environments: environments.map((environment) => environment.name),
  }
  return layoutLine(layoutInputOf(snapshot.line, around, { trays: false, positions: {} }))
}

/** The states on the cards, kept apart from the picture, which stays the same while thousands of them change. */
function statesOf(live: LiveStages, snapshot: Snapshot, usual: UsualTimes, t: Words, state: StateWords): StageCards {
  const gates = new Map(snapshot.line.spec.stages.map((stage) => [stage.name, stage.gates ?? []]))
  return createLiveCards(live, {
    gatesOf: (stage) => gates.get(stage) ?? [],
    trailingOf: (stage, face, mark) =>
      trailingOf(face, mark === 'needsApproval' ? t('approval') : state(mark), usual.stages[stage], t),
  })
}

function cardsOf(
  { cards, lanes }: LineLayout,
  snapshot: Snapshot,
  { markOf }: StageCards,
  t: Words,
  state: StateWords,
): readonly BoardCard[] {
  const stages = new Map(snapshot.line.spec.stages.map((stage) => [stage.name, stage]))
  return cards.map((box): BoardCard => {
    const stage = stages.get(box.id)
    const application = stage?.spec.deployment.app ?? ''
    const lane = laneOf(lanes, box)?.id ?? ''
    return {
      ...box,
      title: shortStageName(box.id, lane),
      fullTitle: box.id,
      subtitle: application,
      isBoxed: true,
      icon: iconOf(stage?.spec.pipeline ?? ''),
      badges: [],
      inputs: [],
      outputs: [],
      // A getter: thousands of cards are drawn, but only the focused one needs its sentence.
      get sentence() {
        const environment = lane === buildLane ? t('build') : lane
        return t('sentence', { name: box.id, application, environment, state: state(markOf(box.id)) })
      },
    }
  })
}

function laneOf(lanes: LineLayout['lanes'], { x }: { readonly x: number }): LineLayout['lanes'][number] | undefined {
  return lanes.findLast((lane) => lane.x <= x)
}

interface Pictured {
  readonly layout: LineLayout
  readonly byLane: ReadonlyMap<string | undefined, LineLayout['cards']>
  readonly cards: readonly BoardCard[]
  readonly run: Run
  readonly snapshot: Snapshot
  readonly environments: readonly Environment[]
}

function pictureOf(
  { layout, byLane, cards, run, snapshot, environments }: Pictured,
  links: Remembered<BoardLink>,
  t: Words,
): BoardPicture {
  return {
    cards,
    lanes: layout.lanes.map((box): BoardLane => {
      const own = (byLane.get(box.id) ?? []).flatMap((card) => run.stages[card.id] ?? [])
      return {
        ...box,
        title: box.id === buildLane ? t('build') : box.id,
        fact: factOf(own, t),
        hue: box.id === buildLane ? 'build' : hueOf(environments, box.id),
      }
    }),
    gates: layout.gates.map((box) => gateOf(box, { layout, run, snapshot }, t)),
    terminals: layout.terminals.map((terminal) => {
      const [kind = '', name = ''] = terminal.id.split(':', 2)
      const value = kind === 'input' ? snapshot.inputs[name] : run.results.find((result) => result.name === name)?.value
      const isLink = value !== undefined && /^https?:\/\//.test(value)
      return {
        ...terminal,
        name,
        value: value === undefined ? t('pending') : isLink ? value.replace(/^https?:\/\//, '') : value,
        ...(isLink ? { href: value } : {}),
      }
    }),
    links: links.list(
      layout.routes.map((route) => {
        const pale = !hasRun(run, route.target)
        return links.get(route.id, [route, pale], () => ({ ...route, pale }))
      }),
    ),
  }
}

function hasRun(run: Run, target: string): boolean {
  if (target.startsWith('gate:')) return run.gates[target.slice(5)]?.state !== 'pending'
  const stage = run.stages[target]
  return stage === undefined ? run.endedAt !== undefined : stage.startedAt !== undefined
}

function trailingOf(stage: StageFace | undefined, word: string, usual: number | undefined, t: Words): ReactNode {
  if (stage?.startedAt === undefined) {
    // A stage that will not run any more has no expected time.
    if (stage !== undefined && stage.state !== 'pending') return word
    return usual === undefined ? null : t('about', { time: clockOf(Math.max(1000, usual)) })
  }
  return <Duration from={stage.startedAt} to={stage.endedAt} clock />
}

function factOf(stages: readonly StageRun[], t: Words): string {
  const counts = countStates(stages)
  const count = (state: StageRun['state']) => counts.get(state) ?? 0
  if (count('failed') > 0) return t('laneFailed', { failed: count('failed') })
  if (count('running') > 0) return t('laneRunning', { running: count('running') })
  if (!haveBegun(stages)) return t('laneNotStarted')
  return t('laneDone', { done: count('succeeded'), all: stages.length })
}

const gateWords = {
  pending: { reason: undefined, tone: 'neutral' },
  waiting: { reason: 'gateWaiting', tone: 'waiting' },
  approved: { reason: 'gateApproved', tone: 'waiting' },
  passed: { reason: 'gatePassed', tone: 'passed' },
  rejected: { reason: 'gateRejected', tone: 'rejected' },
  'timed-out': { reason: 'gateTimedOut', tone: 'rejected' },
  cancelled: { reason: 'gateCancelled', tone: 'neutral' },
  lifted: { reason: 'gateLifted', tone: 'neutral' },
} as const

type Gated = Pick<Pictured, 'layout' | 'run' | 'snapshot'>

function gateOf(box: LineLayout['gates'][number], { layout, run, snapshot }: Gated, t: Words): BoardGate {
  const definition = snapshot.line.spec.gates?.find((gate) => gate.name === box.id)
  const gate = run.gates[box.id]
  const { reason: word, tone } = gateWords[gateStanding(gate)]
  const standing = word === undefined ? opensAfter(box.id, layout, t) : t(word)
  const reason = gate?.bypass === undefined ? standing : t('emergency', { people: gate.bypass.person.name })
  const given = gate?.decisions.filter((decision) => decision.decision === 'approve').length ?? 0
  const count = t('gateCount', { given, wanted: definition?.requiredApprovals ?? 1 })
  const title = definition?.title ?? box.id
  return {
    ...box,
    count,
    title,
    reason,
    tone,
    sentence: t('gateSentence', { title, given: count, reason }),
  }
}

/** What a gate still waits for, in few words. */
function opensAfter(gate: string, layout: LineLayout, t: Words): string {
  const [stage, ...others] = layout.routes
    .filter((route) => route.target === `gate:${gate}`)
    .map((route) => route.source)
  if (stage === undefined || others.length > 0) return t('gateOpensAfterMany', { count: others.length + 1 })
  return t('gateOpensAfter', { stage })
}

function iconOf(pipeline: string): ReactNode {
  if (pipeline.endsWith('-build')) return <Hammer size={16} strokeWidth={1.5} aria-hidden />
  if (pipeline.endsWith('-deploy')) return <Rocket size={16} strokeWidth={1.5} aria-hidden />
  if (pipeline.endsWith('-verify')) return <ShieldCheck size={16} strokeWidth={1.5} aria-hidden />
  return <CircleCheck size={16} strokeWidth={1.5} aria-hidden />
}
