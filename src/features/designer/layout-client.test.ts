import { describe, expect, it } from 'vitest'
import type { LayoutInput, LineLayout } from '#domain/line/layout/layout-model.ts'
import { layoutLine } from '#domain/line/layout/layout.ts'
import { askLayout, createLayoutClient } from './layout-client.ts'
import type { LayoutAnswer, LayoutQuestion } from './layout-worker.ts'

function inputOf(name: string): LayoutInput {
  return {
    stages: [{ name, lane: 'build', application: 'a', after: [], inputs: [], outputs: [] }],
    lanes: ['build'],
    applications: ['a'],
    gates: [],
    inputs: [],
    results: [],
    values: [],
    cardWidth: 168,
    trays: true,
    positions: {},
  }
}

function fakeWorker() {
  const questions: LayoutQuestion[] = []
  let hear: (event: { readonly data: LayoutAnswer }) => void = () => undefined
  return {
    questions,
    port: {
      postMessage: (question: LayoutQuestion) => void questions.push(question),
      addEventListener: (_: 'message', listener: typeof hear) => {
        hear = listener
      },
    },
    answer(question: LayoutQuestion | undefined): void {
      if (question === undefined) throw new Error('nothing was asked')
      hear({ data: { id: question.id, layout: layoutLine(question.input) } })
    },
  }
}

const names = (layout: LineLayout) => layout.cards.map((card) => card.id)

describe('the layout worker', () => {
  it('answers the newest question only, and leaves out what was overtaken', () => {
    const worker = fakeWorker()
    const ask = createLayoutClient(worker.port)
    const heard: string[][] = []
    for (const name of ['first', 'second', 'third']) ask(inputOf(name), (layout) => void heard.push(names(layout)))
    expect(worker.questions).toHaveLength(1)
    worker.answer(worker.questions[0])
    expect(heard).toEqual([])
    expect(worker.questions.map(({ input }) => input.stages[0]?.name)).toEqual(['first', 'third'])
    worker.answer(worker.questions[1])
    expect(heard).toEqual([['third']])
  })

  it('takes the next question after an answer', () => {
    const worker = fakeWorker()
    const ask = createLayoutClient(worker.port)
    const heard: string[][] = []
    ask(inputOf('first'), (layout) => void heard.push(names(layout)))
    worker.answer(worker.questions[0])
    ask(inputOf('second'), (layout) => void heard.push(names(layout)))
    worker.answer(worker.questions[1])
    expect(heard).toEqual([['first'], ['second']])
  })

  it('lays out in place where there are no workers', () => {
    const heard: string[][] = []
    askLayout(inputOf('only'), (layout) => void heard.push(names(layout)))
    expect(heard).toEqual([['only']])
  })
})
