import type { LayoutInput, LayoutStage } from './layout-model.ts'

/** Stages shown as one card. */
export interface StageGroup {
  readonly id: string
  readonly title: string
  readonly stages: readonly string[]
}

/** A folded group's card in one lane. */
export interface FoldedCard {
  readonly id: string
  readonly group: string
  readonly title: string
  readonly stages: readonly string[]
}

/**
 * Replaces the stages of each folded group by one card per lane: outside links lead to the card, inside links vanish, and values between cards become
 * order. A stage in several folded groups belongs to the first.
 */
export function foldGroups(
  input: LayoutInput,
  groups: readonly StageGroup[],
): { readonly input: LayoutInput; readonly cards: readonly FoldedCard[] } {
  if (groups.length === 0) return { input, cards: [] }
  const { cards, cardOf } = foldedCards(input.stages, groups)
  const shown = (name: string): string => cardOf.get(name) ?? name
  const stages = shownStages(input.stages, shown)
  const values = input.values.filter(({ from, to }) => {
    const [source, target] = ['stage' in from ? from.stage : '', 'stage' in to ? to.stage : '']
    if (!cardOf.has(source) && !cardOf.has(target)) return true
    if (source !== '' && target !== '') orderAfter(stages.get(shown(target)), shown(source))
    return false
  })
  return {
    input: {
      ...input,
      stages: [...stages.values()],
      values,
      gates: input.gates.map((gate) => ({ ...gate, holds: [...new Set(gate.holds.map(shown))] })),
    },
    cards,
  }
}

function foldedCards(
  stages: readonly LayoutStage[],
  groups: readonly StageGroup[],
): { readonly cards: readonly FoldedCard[]; readonly cardOf: ReadonlyMap<string, string> } {
  const laneOf = new Map(stages.map((stage) => [stage.name, stage.lane]))
  const cardOf = new Map<string, string>()
  const cards = new Map<string, FoldedCard & { readonly stages: string[] }>()
  for (const { id, title, stages: names } of groups) {
    for (const name of names) {
      const lane = laneOf.get(name)
      if (lane === undefined || cardOf.has(name)) continue
      const card = `group:${id}@${lane}`
      cardOf.set(name, card)
      const known = cards.get(card) ?? { id: card, group: id, title, stages: [] }
      known.stages.push(name)
      cards.set(card, known)
    }
  }
  return { cards: [...cards.values()], cardOf }
}

type ShownStage = LayoutStage & { readonly after: string[] }

/** The cards and stages to show by name, each card with the predecessors of its stages. */
function shownStages(all: readonly LayoutStage[], shown: (name: string) => string): Map<string, ShownStage> {
  const stages = new Map<string, ShownStage>()
  for (const stage of all) {
    const name = shown(stage.name)
    const sockets = name === stage.name ? {} : { inputs: [], outputs: [] }
    const known = stages.get(name) ?? { ...stage, name, after: [], ...sockets }
    for (const before of stage.after) orderAfter(known, shown(before))
    stages.set(name, known)
  }
  return stages
}

function orderAfter(stage: ShownStage | undefined, before: string): void {
  if (stage !== undefined && before !== stage.name && !stage.after.includes(before)) stage.after.push(before)
}
