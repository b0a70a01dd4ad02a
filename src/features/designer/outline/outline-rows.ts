import { lineGraph, topologicalOrder } from '#domain/line/graph.ts'
import { parseExpressions } from '#domain/line/expressions.ts'
import type { Stage } from '#domain/line/line.ts'
import type { useMessages } from '#ui/i18n/use-messages.tsx'
import type { LineView } from '../line/line-view.ts'
import type { designerMessages } from '../messages.ts'
import { laneTitle, missingOf, problemsOf } from '../board/picture.tsx'

type Words = ReturnType<typeof useMessages<typeof designerMessages>>

/** A row of the outline: a lane, stage, gate, input or result. */
export interface OutlineRow {
  readonly id: string
  readonly level: 1 | 2
  readonly text: string
  readonly note: string
  /** The whole row as one sentence, for screen readers. */
  readonly sentence: string
  readonly isOpen: boolean
  readonly isDisabled: boolean
  readonly position: number
  readonly count: number
  /** The group that a folded row stands for. */
  readonly group?: string
}

type Child = Pick<OutlineRow, 'id' | 'text' | 'note' | 'sentence' | 'isDisabled'>

/** The outline of a line: lanes with their stages in running order, then gates, inputs and results. */
export function outlineRows(view: LineView, closed: ReadonlySet<string>, t: Words): readonly OutlineRow[] {
  const order = topologicalOrder(lineGraph(view.line))
  const byLane = Map.groupBy(order, (name) => view.laneOf.get(name) ?? '')
  const lanes = [...new Set([...view.lanes, ...byLane.keys()])].filter((lane) => byLane.has(lane))
  const { gates, params, results } = view.line.spec
  const holds = Map.groupBy(
    view.line.spec.stages.flatMap((stage) => (stage.gates ?? []).map((gate) => ({ gate, name: stage.name }))),
    (entry) => entry.gate,
  )
  return counted([
    ...lanes.flatMap((lane) =>
      section(
        { id: `lane:${lane}`, title: lane === '' ? t('notPlaced') : laneTitle(lane, t), group: `environment:${lane}` },
        (byLane.get(lane) ?? []).flatMap((name) => {
          const stage = view.stages.get(name)
          return stage === undefined ? [] : [stageRow(view, stage, t)]
        }),
        closed,
      ),
    ),
    ...section(
      { id: 'gates', title: t('gates') },
      (gates ?? []).map((gate) => {
        const stages = (holds.get(gate.name) ?? []).map((entry) => entry.name).join(', ')
        const title = gate.title ?? gate.name
        return plainRow(`gate:${gate.name}`, title, stages, t('gateSentence', { title, stages }))
      }),
      closed,
    ),
    ...section(
      { id: 'inputs', title: t('bindInputs') },
      (params ?? []).map(({ name, description = '' }) =>
        plainRow(`input:${name}`, name, description, `${t('input')} ${name} ${description}`),
      ),
      closed,
    ),
    ...section(
      { id: 'results', title: t('lineResults') },
      (results ?? []).map(({ name, value }) =>
        plainRow(`result:${name}`, name, value, `${t('result')} ${name}: ${value}`),
      ),
      closed,
    ),
  ])
}

/** Numbers the sections, for `aria-posinset` and `aria-setsize`. */
function counted(rows: readonly OutlineRow[]): readonly OutlineRow[] {
  const heads = rows.filter(({ level }) => level === 1)
  return rows.map((row) => (row.level === 1 ? { ...row, position: heads.indexOf(row) + 1, count: heads.length } : row))
}

function section(
  { id, title, group }: { readonly id: string; readonly title: string; readonly group?: string },
  children: readonly Child[],
  closed: ReadonlySet<string>,
): readonly OutlineRow[] {
  if (children.length === 0) return []
  const isOpen = !closed.has(id)
  const head: OutlineRow = {
    id,
    level: 1,
    text: title,
    note: String(children.length),
    sentence: `${title}, ${String(children.length)}`,
    isOpen,
    isDisabled: false,
    position: 1,
    count: 1,
    ...(group === undefined ? {} : { group }),
  }
  if (!isOpen) return [head]
  return [
    head,
    ...children.map((child, index): OutlineRow => ({
      ...child,
      level: 2,
      isOpen: false,
      position: index + 1,
      count: children.length,
    })),
  ]
}

function plainRow(id: string, text: string, note: string, sentence: string): Child {
  return { id, text, note, sentence, isDisabled: false }
}

function stageRow(view: LineView, stage: Stage, t: Words): Child {
  const findings = view.findingsOf.get(stage.name) ?? []
  const [problems, fill] = [problemsOf(findings).length, missingOf(findings).length]
  const after = (stage.runAfter ?? []).join(', ')
  const from = [
    ...new Set(
      (stage.spec.params ?? []).flatMap(({ value }) =>
        parseExpressions(value).flatMap((entry) => (entry.kind === 'result' ? [`${entry.stage}.${entry.result}`] : [])),
      ),
    ),
  ].join(', ')
  const parts = [
    t('stageSentence', {
      name: stage.name,
      pipeline: stage.spec.pipeline,
      deployment: `${stage.spec.deployment.app}/${stage.spec.deployment.name}`,
    }),
    after === '' ? t('startsAtOnce') : t('runsAfterNames', { names: after }),
    from === '' ? '' : t('takesValues', { names: from }),
    (stage.gates ?? []).length === 0 ? '' : t('waitsForNames', { names: (stage.gates ?? []).join(', ') }),
    stage.disabled === true ? t('isDisabled') : '',
    problems === 0 ? '' : t('problemsBadge', { count: problems }),
    fill === 0 ? '' : t('fillBadge', { count: fill }),
  ].filter((part) => part !== '')
  return {
    id: stage.name,
    text: stage.name,
    note: [
      after === '' ? '' : `← ${after}`,
      problems === 0 ? '' : t('problemsBadge', { count: problems }),
      fill === 0 ? '' : t('fillBadge', { count: fill }),
    ]
      .filter((part) => part !== '')
      .join(' · '),
    sentence: parts.join(t('between')),
    isDisabled: stage.disabled === true,
  }
}
