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
import type { State } from '#ui/state-mark.tsx'
import { uiMessages } from '#ui/ui-messages.ts'
import { Duration } from '#ui/values.tsx'
import { clockOf } from '#ui/i18n/format.ts'
import { runMessages } from '../messages.ts'
import { createLiveCards } from './live-cards.ts'
import { createRemembered, type Remembered } from '../remembered.ts'
import type { LiveStages } from '../live/run-store.ts'
import { useInTurn } from '../live/use-in-turn.ts'
import type { StageFace } from '../live/run-worker-messages.ts'
import { gateStanding, haveBegun, stageMark, stageWord } from '../run-words.ts'

export interface RunBoardProps {
  readonly project: string
  readonly run: Run
  /** What is newer than `run`; absent for an attempt of the past. */
  readonly live: LiveStages | undefined
  readonly snapshot: Snapshot
  readonly environments: readonly Environment[]
  readonly usual: UsualTimes
  readonly selected: string | undefined
  readonly onSelect: (stage: string | undefined) => void
  /** Asks for the inside of a stage. */
  readonly onOpen: (stage: string) => void
}

type Words = ReturnType<typeof useMessages<typeof runMessages>>
type StateWords = ReturnType<typeof useMessages<typeof uiMessages>>

/** The line as it was frozen, with the run's state painted over it: the whole plan is there from the first second. */
export function RunBoard(props: RunBoardProps) {
  const { project, live, snapshot, usual, selected, onSelect, onOpen } = props
  const run = useInTurn(props.run, 1)
  const t = useMessages(runMessages)
  const state = useMessages(uiMessages)
  const navigate = useNavigate()
  const environments = useMemo(() => inOrder(props.environments), [props.environments])
  const layout = useMemo(() => layoutOf(snapshot, environments), [snapshot, environments])
  const [parts] = useState(() => ({ cards: createRemembered<BoardCard>(), links: createRemembered<BoardLink>() }))
  const picture = useMemo(
    () => pictureOf({ layout, run, snapshot, environments, usual }, parts, t, state),
    [layout, run, snapshot, environments, usual, parts, t, state],
  )

  const cards = useMemo(
    () =>
      live === undefined
        ? undefined
        : createLiveCards(live, (stage) => trailingOf(stage, state(stageWord(stage)), usual.stages[stage.stage], t)),
    [live, usual, t, state],
  )

  function select(id: string | undefined): void {
    if (id?.startsWith('gate:')) void navigate(pathTo('gate', { project, run: run.id, gate: id.slice('gate:'.length) }))
    else onSelect(id !== undefined && run.stages[id] !== undefined ? id : undefined)
  }
  return (
    <Board
      picture={picture}
      {...(cards === undefined ? {} : { live: cards })}
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

interface Pictured {
  readonly layout: LineLayout
  readonly run: Run
  readonly snapshot: Snapshot
  readonly environments: readonly Environment[]
  readonly usual: UsualTimes
}

function pictureOf(
  { layout, run, snapshot, environments, usual }: Pictured,
  known: { readonly cards: Remembered<BoardCard>; readonly links: Remembered<BoardLink> },
  t: Words,
  state: StateWords,
): BoardPicture {
  const stages = new Map(snapshot.line.spec.stages.map((stage) => [stage.name, stage]))
  const markOf = (name: string): State => {
    const stage = run.stages[name]
    return stage === undefined ? 'notStarted' : stageMark(run, stage, stages.get(name)?.gates ?? [])
  }
  const laneOf = (card: { readonly x: number }) => layout.lanes.findLast((lane) => lane.x <= card.x)

  const made = layout.cards.map((box): BoardCard => {
    const own = run.stages[box.id]
    const { [box.id]: usually } = usual.stages
    const mark = markOf(box.id)
    return known.cards.get(box.id, [box, mark, own?.startedAt, own?.endedAt, usually, snapshot, t], () =>
      cardOf({ box, mark, own, usually, lane: laneOf(box)?.id ?? '', stage: stages.get(box.id) }, t, state),
    )
  })
  const cards = known.cards.list(made)
  return {
    cards,
    lanes: layout.lanes.map((box): BoardLane => {
      const own = cards.filter((card) => laneOf(card)?.id === box.id).flatMap((card) => run.stages[card.id] ?? [])
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
    links: known.links.list(
      layout.routes.map((route) => {
        const pale = !hasRun(run, route.target)
        return known.links.get(route.id, [route, pale], () => ({ ...route, pale }))
      }),
    ),
  }
}

interface Carded {
  readonly box: LineLayout['cards'][number]
  readonly mark: State
  readonly own: StageRun | undefined
  readonly usually: number | undefined
  readonly lane: string
  readonly stage: Snapshot['line']['spec']['stages'][number] | undefined
}

/** By itself, so that a card, which is kept, keeps no run alive. */
function cardOf({ box, mark, own, usually, lane, stage }: Carded, t: Words, state: StateWords): BoardCard {
  const application = stage?.spec.deployment.app ?? ''
  return {
    ...box,
    title: shortStageName(box.id, lane),
    fullTitle: box.id,
    subtitle: application,
    isBoxed: true,
    trailing: trailingOf(own, mark === 'needsApproval' ? t('approval') : state(mark), usually, t),
    icon: iconOf(stage?.spec.pipeline ?? ''),
    state: mark,
    badges: [],
    inputs: [],
    outputs: [],
    // Put together when the keyboard comes there: thousands of cards are only looked at.
    get sentence() {
      const environment = lane === buildLane ? t('build') : lane
      return t('sentence', { name: box.id, application, environment, state: state(mark) })
    },
  }
}

function hasRun(run: Run, target: string): boolean {
  if (target.startsWith('gate:')) return run.gates[target.slice(5)]?.state !== 'pending'
  const stage = run.stages[target]
  return stage === undefined ? run.endedAt !== undefined : stage.startedAt !== undefined
}

function trailingOf(stage: StageFace | undefined, word: string, usual: number | undefined, t: Words): ReactNode {
  if (stage?.startedAt === undefined) {
    // Of what will not run any more nothing is expected.
    if (stage !== undefined && stage.state !== 'pending') return word
    return usual === undefined ? null : t('about', { time: clockOf(Math.max(1000, usual)) })
  }
  return <Duration from={stage.startedAt} to={stage.endedAt} clock />
}

function factOf(stages: readonly StageRun[], t: Words): string {
  const count = (state: StageRun['state']) => stages.filter((stage) => stage.state === state).length
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

/** What a gate still waits for, in as few words as fit beside it. */
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
