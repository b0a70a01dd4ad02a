import type { LayoutInput, LayoutStage } from './layout-model.ts'

/** Stages that are shown as one card. */
export interface StageGroup {
  readonly id: string
  readonly title: string
  readonly stages: readonly string[]
}

/** A folded group in one lane, as one card of the layout. */
export interface FoldedCard {
  readonly id: string
  readonly group: string
  readonly title: string
  readonly stages: readonly string[]
}

/**
 * Puts one card per lane in place of the stages of each folded group: links lead to the card, those inside of it vanish, and values
 * between cards become order. A stage in several folded groups goes with the first.
 */
export function foldGroups(
  input: LayoutInput,
  groups: readonly StageGroup[],
): { readonly input: LayoutInput; readonly cards: readonly FoldedCard[] } {
  if (groups.length === 0) return { input, cards: [] }
  const cardOf = new Map<string, string>()
  const laneOf = new Map(input.stages.map((stage) => [stage.name, stage.lane]))
  const cards = new Map<string, FoldedCard & { readonly stages: string[] }>()
  for (const { id, title, stages } of groups) {
    for (const name of stages) {
      const lane = laneOf.get(name)
      if (lane === undefined || cardOf.has(name)) continue
      const card = `group:${id}@${lane}`
      cardOf.set(name, card)
      const known = cards.get(card) ?? { id: card, group: id, title, stages: [] }
      known.stages.push(name)
      cards.set(card, known)
    }
  }
  const shown = (name: string): string => cardOf.get(name) ?? name
  const stages = new Map<string, LayoutStage & { readonly after: string[] }>()
  for (const stage of input.stages) {
    const name = shown(stage.name)
    const isFolded = name !== stage.name
    const known = stages.get(name) ?? {
      ...stage,
      name,
      after: [],
      ...(isFolded ? { inputs: [], outputs: [] } : {}),
    }
    for (const before of stage.after) {
      const from = shown(before)
      if (from !== name && !known.after.includes(from)) known.after.push(from)
    }
    stages.set(name, known)
  }
  const values = input.values.filter(({ from, to }) => {
    const source = 'stage' in from ? cardOf.get(from.stage) : undefined
    const target = 'stage' in to ? cardOf.get(to.stage) : undefined
    if (source === undefined && target === undefined) return true
    const [first, second] = [
      'stage' in from ? shown(from.stage) : undefined,
      'stage' in to ? shown(to.stage) : undefined,
    ]
    if (first !== undefined && second !== undefined && first !== second) {
      const after = stages.get(second)?.after
      if (after !== undefined && !after.includes(first)) after.push(first)
    }
    return false
  })
  return {
    input: {
      ...input,
      stages: [...stages.values()],
      values,
      gates: input.gates.map((gate) => ({ ...gate, holds: [...new Set(gate.holds.map(shown))] })),
    },
    cards: [...cards.values()],
  }
}
