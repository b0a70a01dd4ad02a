import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LayoutBox, LayoutInput, LayoutStage } from './layout-model.ts'
import { layoutLine, layoutNext } from './layout.ts'

const lanes = ['build', 'staging', 'production']
const applications = ['a', 'b', 'c', 'd', 'e', 'f']

function lineOf(stages: readonly LayoutStage[], positions: LayoutInput['positions'] = {}): LayoutInput {
  const rest = { gates: [], inputs: [], results: [], values: [], trays: true }
  return { ...rest, stages, lanes, applications, positions }
}

const row = fc.record({
  lane: fc.constantFrom(...lanes),
  application: fc.constantFrom(...applications),
  after: fc.array(fc.nat(200), { maxLength: 3 }),
})

function stagesOf(rows: readonly { lane: string; application: string; after: readonly number[] }[]): LayoutStage[] {
  return rows.map(({ after, ...stage }, index) => ({
    ...stage,
    name: `s${String(index)}`,
    after: after.map((at) => `s${String(at)}`),
    inputs: [],
    outputs: [],
  }))
}

/** A line, and the same line with one more stage somewhere in its text. */
const grown = fc.tuple(fc.array(row, { minLength: 1, maxLength: 120 }), row, fc.nat()).map(([rows, extra, place]) => {
  const stages = stagesOf(rows)
  const added: LayoutStage = {
    name: 'added',
    lane: extra.lane,
    application: extra.application,
    after: extra.after.map((at) => `s${String(at % stages.length)}`),
    inputs: [],
    outputs: [],
  }
  return { stages, added, more: stages.toSpliced(place % (stages.length + 1), 0, added) }
})

function overlaps(cards: readonly LayoutBox[]): number {
  return cards.filter((a, index) =>
    cards.slice(index + 1).some((b) => Math.abs(a.x - b.x) < a.width && Math.abs(a.y - b.y) < a.height),
  ).length
}

describe('a layout that follows another', () => {
  it('moves few cards when a stage is added, or all below it by one line, and puts none on another or out of its lane', () => {
    fc.assert(
      fc.property(grown, ({ stages, more }) => {
        const before = layoutNext(lineOf(stages), undefined)
        const { layout } = layoutNext(lineOf(more), before)
        const places = new Map(layout.cards.map((card) => [card.id, card]))
        // A new lane has to push the lanes to its right aside.
        const isSameLanes = layout.lanes.length === before.layout.lanes.length
        const moved = before.layout.cards.filter(
          ({ id, x, y }) => places.get(id)?.y !== y || (isSameLanes && places.get(id)?.x !== x),
        )
        if (moved.length > Math.max(12, 0.05 * stages.length)) {
          const top = Math.min(...moved.map(({ y }) => y))
          expect(before.layout.cards.filter(({ y }) => y >= top)).toEqual(moved)
          expect(new Set(moved.map(({ id, y }) => (places.get(id)?.y ?? 0) - y))).toEqual(new Set([136]))
          expect(moved.filter(({ id, x }) => isSameLanes && places.get(id)?.x !== x)).toEqual([])
        }
        expect(overlaps(layout.cards)).toBe(0)
        const boxes = new Map(layout.lanes.map((lane) => [lane.id, lane]))
        for (const stage of more) {
          const [card, lane] = [places.get(stage.name), boxes.get(stage.lane)]
          if (card === undefined || lane === undefined) throw new Error('a stage without a card or a lane')
          expect(card.x).toBeGreaterThan(lane.x)
          expect(card.x + card.width).toBeLessThan(lane.x + lane.width)
          expect(card.y + card.height).toBeLessThan(lane.y + lane.height)
        }
      }),
    )
  })

  it('stands right below the stage that it is added behind, however many applications there are', () => {
    const stages = Array.from({ length: 20 }, (_, index) => ({ application: `a${String(index)}` })).flatMap(
      ({ application }) =>
        lanes.map((lane): LayoutStage => ({
          name: `${application}-${lane}`,
          lane,
          application,
          after: lane === 'build' ? [] : [`${application}-build`],
          inputs: [],
          outputs: [],
        })),
    )
    const before = layoutNext(lineOf(stages), undefined)
    for (const stage of stages) {
      const added: LayoutStage = { ...stage, name: 'added', after: [stage.name] }
      const { cards } = layoutNext(lineOf([...stages, added]), before).layout
      const placeOf = (name: string) => cards.find(({ id }) => id === name)
      expect(placeOf('added')?.x).toBe(placeOf(stage.name)?.x)
      expect((placeOf('added')?.y ?? 0) - (placeOf(stage.name)?.y ?? 0)).toBe(136)
    }
  })

  it('is where it was when the stage is taken away again', () => {
    fc.assert(
      fc.property(grown, ({ stages, more }) => {
        const first = layoutNext(lineOf(stages), undefined)
        const back = layoutNext(lineOf(stages), layoutNext(lineOf(more), first))
        expect(back.layout.cards).toEqual(first.layout.cards)
      }),
    )
  })

  it('stands the same while nothing is edited that places cards', () => {
    fc.assert(
      fc.property(grown, ({ stages, more }) => {
        const first = layoutNext(lineOf(more), layoutNext(lineOf(stages), undefined))
        expect(layoutNext(lineOf(more), first).layout).toEqual(first.layout)
      }),
    )
  })

  it('leaves positions that a person chose', () => {
    fc.assert(
      fc.property(grown, fc.nat(), fc.nat({ max: 5000 }), fc.nat({ max: 5000 }), ({ stages, more }, which, x, y) => {
        const chosen = stages[which % stages.length]?.name ?? ''
        const positions = { [chosen]: { x, y } }
        const { layout } = layoutNext(lineOf(more, positions), layoutNext(lineOf(stages, positions), undefined))
        expect(layout.cards.find((card) => card.id === chosen)).toMatchObject({ x, y })
      }),
    )
  })

  it('takes a chain of any length', () => {
    const chain = Array.from({ length: 20_000 }, (_, at) => ({ lane: 'build', application: 'a', after: [at - 1] }))
    const { cards } = layoutLine(lineOf(stagesOf(chain)))
    expect(new Set(cards.map((card) => card.y)).size).toBe(20_000)
  })
})
