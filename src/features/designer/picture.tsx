import { hueOf } from '#client/environments.ts'
import type { Finding } from '#domain/problem.ts'
import { buildLane } from '#domain/line/layout/layout-input.ts'
import type { LayoutBox } from '#domain/line/layout/layout-model.ts'
import type { BoardCard, BoardPicture, BoardPort } from '#ui/board/board-model.ts'
import type { useMessages } from '#ui/i18n/use-messages.tsx'
import type { LineView } from './line-view.ts'
import type { designerMessages } from './messages.ts'
import { categoryOf, CategoryIcon, shortStageName } from './stage-words.tsx'
import type { DrawnLine } from './use-drawn.ts'

type Words = ReturnType<typeof useMessages<typeof designerMessages>>

/** What a link that is being pulled carries; decides which sockets take it. */
export interface Pulling {
  readonly from: string
  readonly kind: 'order' | 'data'
}

/** Problems of a stage that are no missing values. */
export function problemsOf(findings: readonly Finding[], stage: string): readonly Finding[] {
  return findings.filter(
    (finding) => finding.severity === 'error' && finding.place.stage === stage && finding.code !== 'missing-parameter',
  )
}

/** The board of a line: positions from the layout, words and marks from the view. */
export function pictureOf(
  { view, layout }: DrawnLine,
  t: Words,
  pulling: Pulling | undefined,
  moved: Readonly<Record<string, { x: number; y: number }>>,
): BoardPicture {
  const { line, world } = view
  const laneTitle = (lane: string): string => (lane === buildLane ? t('build') : lane)
  const gatesBefore = (lane: string): number =>
    new Set(
      line.spec.stages.filter((stage) => view.laneOf.get(stage.name) === lane).flatMap((stage) => stage.gates ?? []),
    ).size
  const applications = (lane: string): number =>
    new Set(
      line.spec.stages
        .filter((stage) => view.laneOf.get(stage.name) === lane)
        .map((stage) => stage.spec.deployment.app),
    ).size
  return {
    lanes: layout.lanes.map((box) => ({
      ...box,
      title: laneTitle(box.id),
      fact:
        gatesBefore(box.id) > 0
          ? t('afterGates', { count: gatesBefore(box.id) })
          : t('applicationsInLane', { count: applications(box.id) }),
      hue: box.id === buildLane ? ('build' as const) : hueOf(world.environments, box.id),
    })),
    cards: layout.cards.map((box) => cardOf(view, { ...box, ...moved[box.id] }, t, laneTitle, pulling)),
    gates: layout.gates.map((box) => {
      const gate = line.spec.gates?.find((entry) => entry.name === box.id)
      const wanted = gate?.requiredApprovals ?? 1
      const title = gate?.title ?? box.id
      const stages = line.spec.stages
        .filter((stage) => stage.gates?.includes(box.id) === true)
        .map((stage) => stage.name)
      const reason = t('approvalsNeeded', { count: wanted })
      return {
        ...box,
        count: t('gateCount', { wanted }),
        title,
        reason,
        tone: 'neutral' as const,
        sentence: t('gateSentence', { title, stages: stages.join(', ') }),
      }
    }),
    terminals: layout.terminals.map((terminal) => {
      const name = terminal.id.slice(terminal.id.indexOf(':') + 1)
      return { ...terminal, name, value: terminal.side === 'left' ? t('input') : t('result') }
    }),
    links: layout.routes,
  }
}

function cardOf(
  view: LineView,
  box: LayoutBox,
  t: Words,
  laneTitle: (lane: string) => string,
  pulling: Pulling | undefined,
): BoardCard {
  const stage = view.line.spec.stages.find((entry) => entry.name === box.id)
  const ports = view.layoutInput.stages.find((entry) => entry.name === box.id)
  const lane = view.laneOf.get(box.id) ?? ''
  const fill = (view.parameters.get(box.id) ?? []).filter((parameter) => parameter.state === 'missing').length
  const problems = problemsOf(view.findings, box.id).length
  const application = stage?.spec.deployment.app ?? ''
  const linked = new Set(
    view.layoutInput.values.flatMap(({ from, to }) => [
      ...('stage' in from ? [`${from.stage} out ${from.result}`] : []),
      ...('stage' in to ? [`${to.stage} in ${to.param}`] : []),
    ]),
  )
  const input = (name: string): BoardPort => {
    const isLinked = linked.has(`${box.id} in ${name}`)
    return {
      id: name,
      name,
      linked: isLinked,
      ...(pulling?.kind === 'data' ? { drop: pulling.from === box.id ? 'no' : 'yes' } : {}),
    }
  }
  return {
    ...box,
    title: shortStageName(box.id, lane),
    fullTitle: box.id,
    subtitle: application,
    icon: <CategoryIcon category={categoryOf(view.world, stage?.spec.pipeline ?? '')} />,
    badges: [
      ...(problems === 0
        ? []
        : [{ kind: 'problem' as const, count: problems, label: t('problemsBadge', { count: problems }) }]),
      ...(fill === 0 ? [] : [{ kind: 'fill' as const, count: fill, label: t('fillBadge', { count: fill }) }]),
    ],
    inputs: (ports?.inputs ?? []).map(input),
    outputs: (ports?.outputs ?? []).map((name) => ({ id: name, name, linked: linked.has(`${box.id} out ${name}`) })),
    sentence: t('cardSentence', { name: box.id, application, lane: laneTitle(lane), problems, fill }),
  }
}
