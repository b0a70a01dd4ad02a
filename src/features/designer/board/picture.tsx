import { hueOf } from '#client/environments.ts'
import { buildLane } from '#domain/line/layout/layout-input.ts'
import type { LayoutBox, LayoutStage } from '#domain/line/layout/layout-model.ts'
import type { BoardCard, BoardFrame, BoardPicture, BoardPort } from '#ui/board/board-model.ts'
import type { useMessages } from '#ui/i18n/use-messages.tsx'
import { EnvironmentChip } from '#ui/marks.tsx'
import type { Finding } from '#domain/problem.ts'
import { shortStageName } from '#parts/short-stage-name.ts'
import type { Drawing } from '../line/line-client.ts'
import type { LineView } from '../line/line-view.ts'
import type { designerMessages } from '../messages.ts'
import { type Drops, fitsByName, isAsking, isOfValue, wordOfPulling } from './pulling.ts'
import { categoryOf } from '../palette/stage-words.ts'
import { GroupIcon } from '#ui/group-icon.tsx'
import type { DrawnLine } from '../line/use-line-view.ts'

type Words = ReturnType<typeof useMessages<typeof designerMessages>>

/** A stage's errors other than missing values. */
export function problemsOf(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter((finding) => finding.severity === 'error' && finding.code !== 'missing-parameter')
}

/** A stage's missing values. */
export function missingOf(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter((finding) => finding.code === 'missing-parameter')
}

/** Positions of cards during a drag. */
export type Moved = Readonly<Record<string, { readonly x: number; readonly y: number }>>

interface Remembered {
  /** The inputs of the card by identity: if they are the same objects, nothing needs to be computed. */
  readonly inputs: readonly unknown[]
  /** Everything that the card shows: if that is equal, the old card object is kept. */
  readonly content: readonly unknown[]
  readonly card: BoardCard
}

const noFindings: readonly Finding[] = []
const noLanes: BoardPicture['lanes'] = []

function isSame(before: readonly unknown[], now: readonly unknown[]): boolean {
  return before.every((part, index) => part === now[index])
}

/**
 * Makes the board's picture from the layout and the line. Unchanged cards stay the same objects, so React skips them.
 */
export function createPictures(
  t: Words,
): (drawn: DrawnLine, drops: Drops | undefined, hasLanes?: boolean) => BoardPicture {
  let before = new Map<string, Remembered>()
  // Lanes, gates and terminals do not depend on single cards, so a moved card does not rebuild them.
  const surroundings = latest(around)
  return ({ view, drawing }, drops, hasLanes = true) => {
    const now: typeof before = new Map()
    const folded = new Map(drawing.folded.map((card) => [card.id, card]))
    const linked = linkedPorts(drawing.routes)
    const cards = [...drawing.cards.values()].map((box) => {
      const stage = view.stages.get(box.id)
      const ports = drawing.stages.get(box.id)
      const findings = view.findingsOf.get(box.id) ?? noFindings
      const group = folded.get(box.id)
      const linkedHere = linked.get(box.id) ?? ''
      const known = before.get(box.id)
      const counts = group === undefined ? findings : view.findingsOf
      const inputs = [box, stage, ports, group, counts, linkedHere, view.world, drops, hasLanes]
      if (known !== undefined && isSame(known.inputs, inputs)) {
        now.set(box.id, known)
        return known.card
      }
      const counted = group === undefined ? findings : group.stages.flatMap((name) => view.findingsOf.get(name) ?? [])
      const [problems, fill] = [problemsOf(counted).length, missingOf(counted).length]
      const icon = stage === undefined ? 'other' : categoryOf(view.world, stage.spec.pipeline)
      const content = [box, stage, ports, group?.stages.length, problems, fill, icon, linkedHere, drops, hasLanes]
      const makeCard = () =>
        group === undefined
          ? stageCard(view, box, { problems, fill, ports, linked: linkedHere, drops, hasLanes }, t)
          : groupCard(box, group.title, group.stages.length, { problems, fill }, t)
      const card = known !== undefined && isSame(known.content, content) ? known.card : makeCard()
      now.set(box.id, { inputs, content, card })
      return card
    })
    before = now
    const { lanes, gates, terminals, routes } = drawing
    const shown = surroundings(view, lanes, gates, terminals, t)
    return { ...shown, ...(hasLanes ? {} : { lanes: noLanes }), links: [...routes.values()], cards }
  }
}

/** Memoizes a function for its last arguments. */
function latest<Asked extends readonly unknown[], Answer>(
  of: (...asked: Asked) => Answer,
): (...asked: Asked) => Answer {
  let last: { readonly asked: Asked; readonly answer: Answer } | undefined
  return (...asked) => {
    if (last === undefined || !isSame(last.asked, asked)) last = { asked, answer: of(...asked) }
    return last.answer
  }
}

/** By stage, the names of its linked sockets joined into one text: cheap to compare. */
function linkedPorts(routes: Drawing['routes']): ReadonlyMap<string, string> {
  const ports = new Map<string, string>()
  for (const route of routes.values()) {
    if (route.kind !== 'data' || route.label === undefined) continue
    const target = route.id.slice(route.id.lastIndexOf('>') + 1)
    const parameter = target.startsWith(`${route.target}.`) ? target.slice(route.target.length + 1) : ''
    ports.set(route.source, `${ports.get(route.source) ?? ''} out:${route.label}`)
    if (parameter !== '') ports.set(route.target, `${ports.get(route.target) ?? ''} in:${parameter}`)
  }
  return ports
}

function around(
  { line, world, laneOf }: LineView,
  lanes: Drawing['lanes'],
  placedGates: Drawing['gates'],
  terminals: Drawing['terminals'],
  t: Words,
): Omit<BoardPicture, 'cards' | 'links'> {
  const inLane = Map.groupBy(line.spec.stages, (stage) => laneOf.get(stage.name) ?? '')
  const held = Map.groupBy(
    line.spec.stages.flatMap((stage) => (stage.gates ?? []).map((gate) => ({ gate, stage: stage.name }))),
    ({ gate }) => gate,
  )
  const gates = new Map((line.spec.gates ?? []).map((gate) => [gate.name, gate]))
  return {
    lanes: lanes.map((box) => {
      const stages = inLane.get(box.id) ?? []
      const before = new Set(stages.flatMap((stage) => stage.gates ?? [])).size
      const applications = new Set(stages.map((stage) => stage.spec.deployment.app)).size
      return {
        ...box,
        title: laneTitle(box.id, t),
        fact: before > 0 ? t('afterGates', { count: before }) : t('applicationsInLane', { count: applications }),
        hue: box.id === buildLane ? ('build' as const) : hueOf(world.environments, box.id),
      }
    }),
    gates: placedGates.map((box) => {
      const gate = gates.get(box.id)
      const wanted = gate?.requiredApprovals ?? 1
      const title = gate?.title ?? box.id
      const stages = (held.get(box.id) ?? []).map((entry) => entry.stage)
      return {
        ...box,
        count: t('gateCount', { wanted }),
        title,
        reason: t('approvalsNeeded', { count: wanted }),
        tone: 'neutral' as const,
        sentence: t('gateSentence', { title, stages: stages.join(', ') }),
      }
    }),
    terminals: terminals.map((terminal) => {
      const name = terminal.id.slice(terminal.id.indexOf(':') + 1)
      return { ...terminal, name, value: terminal.side === 'left' ? t('input') : t('result') }
    }),
  }
}

export function laneTitle(lane: string, t: Words): string {
  return lane === buildLane ? t('build') : lane
}

interface Marks {
  readonly problems: number
  readonly fill: number
  readonly ports: LayoutStage | undefined
  readonly linked: string
  readonly drops: Drops | undefined
  /** Without lanes, each card names its environment itself. */
  readonly hasLanes: boolean
}

const mostWhilePulling = 4

function stageCard(
  view: LineView,
  box: LayoutBox,
  { problems, fill, ports, linked, drops, hasLanes }: Marks,
  t: Words,
): BoardCard {
  const stage = view.stages.get(box.id)
  const lane = view.laneOf.get(box.id) ?? ''
  const application = stage?.spec.deployment.app ?? ''
  const isDisabled = stage?.disabled === true
  const isLinked = new Set(linked.split(' '))
  const wanted = new Set(
    missingOf(view.findingsOf.get(box.id) ?? []).flatMap((finding) => finding.place.parameter ?? []),
  )
  const [takes, gives] = [drops?.parametersOf(box.id) ?? [], drops?.resultsOf(box.id) ?? []]
  const asks = drops !== undefined && isAsking(drops.pulling)
  const isValue = drops !== undefined && isOfValue(drops.pulling)
  const mayReach = drops?.mayReach(box.id) === true
  const reason =
    drops === undefined || mayReach || box.id === drops.pulling.from
      ? undefined
      : t('wouldCircle', { path: (drops.cycleOf(box.id) ?? []).join(' → ') })
  // While a value is pulled, its likeliest other ends show too.
  const withLikely = (shown: readonly string[], more: readonly string[]) =>
    isValue ? [...new Set([...shown, ...bestFirst(more, drops.pulling)])].slice(0, mostWhilePulling) : shown
  const badges = badgesOf(problems, fill, t)
  return {
    ...box,
    title: shortStageName(box.id, lane),
    fullTitle: box.id,
    subtitle: application,
    isBoxed: true,
    ...(hasLanes || lane === '' || lane === buildLane
      ? {}
      : { trailing: <EnvironmentChip name={lane} hue={hueOf(view.world.environments, lane)} /> }),
    icon: <GroupIcon group={categoryOf(view.world, stage?.spec.pipeline ?? '')} />,
    ...(isDisabled ? { disabled: true } : {}),
    ...(drops === undefined || box.id === drops.pulling.from ? {} : { drop: mayReach ? 'yes' : 'no' }),
    badges,
    inputs: withLikely(ports?.inputs ?? [], takes).map((name): BoardPort => ({
      id: name,
      name,
      linked: isLinked.has(`in:${name}`),
      ...(wanted.has(name) ? { wanted: true } : {}),
      ...(isValue && !asks ? { drop: takes.includes(name) ? 'yes' : 'no' } : {}),
      ...(isValue && !asks && !takes.includes(name) && mayReach ? { reason: t('takesNoText', { name }) } : {}),
      ...(reason === undefined ? {} : { reason }),
    })),
    outputs: withLikely(ports?.outputs ?? [], gives).map((name): BoardPort => ({
      id: name,
      name,
      linked: isLinked.has(`out:${name}`),
      ...(isValue && asks ? { drop: gives.includes(name) ? 'yes' : 'no' } : {}),
    })),
    // A getter: thousands of cards are drawn, but only the focused one needs its sentence.
    get sentence() {
      return [
        t('cardSentence', { name: box.id, application, lane: laneTitle(lane, t) }),
        ...(isDisabled ? [t('isDisabled')] : []),
        ...badges.map(({ label }) => label),
      ].join(t('between'))
    },
  }
}

function bestFirst(parameters: readonly string[], pulling: Drops['pulling']): readonly string[] {
  const value = wordOfPulling(pulling)
  return parameters.toSorted((a, b) => Number(fitsByName(b, value)) - Number(fitsByName(a, value)))
}

function groupCard(
  box: LayoutBox,
  title: string,
  count: number,
  { problems, fill }: Pick<Marks, 'problems' | 'fill'>,
  t: Words,
): BoardCard {
  const subtitle = t('stagesInGroup', { count })
  const badges = badgesOf(problems, fill, t)
  return {
    ...box,
    title,
    fullTitle: title,
    subtitle,
    count,
    icon: <GroupIcon group="other" />,
    badges,
    inputs: [],
    outputs: [],
    sentence: [t('groupSentence', { title, count }), ...badges.map(({ label }) => label)].join(t('between')),
  }
}

function badgesOf(problems: number, fill: number, t: Words): BoardCard['badges'] {
  return [
    ...(problems === 0
      ? []
      : [{ kind: 'problem' as const, count: problems, label: t('problemsBadge', { count: problems }) }]),
    ...(fill === 0 ? [] : [{ kind: 'fill' as const, count: fill, label: t('fillBadge', { count: fill }) }]),
  ]
}

const room = { side: 12, top: 16, bottom: 34 }

/** Frames around the cards of people's own groups, one per lane, unless the group is folded. */
export function framesOf({ view, drawing }: DrawnLine, moved: Moved): readonly BoardFrame[] {
  return drawing.groups.flatMap((group): BoardFrame[] => {
    if (!group.id.startsWith('own:')) return []
    const byLane = Map.groupBy(group.stages, (name) => view.laneOf.get(name) ?? '')
    return [...byLane].flatMap(([lane, names]) => {
      const boxes = names.flatMap((name) => {
        const box = drawing.cards.get(name)
        return box === undefined ? [] : [{ ...box, ...moved[name] }]
      })
      if (boxes.length === 0) return []
      const left = Math.min(...boxes.map((box) => box.x)) - room.side
      const top = Math.min(...boxes.map((box) => box.y)) - room.top
      const right = Math.max(...boxes.map((box) => box.x + box.width)) + room.side
      const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + room.bottom
      const title = `${group.title} (${String(group.stages.length)})`
      return [{ id: `frame:${group.id}@${lane}`, title, x: left, y: top, width: right - left, height: bottom - top }]
    })
  })
}
