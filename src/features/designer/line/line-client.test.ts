import { expect, it, vi } from 'vitest'
import { sampleLine, sampleWorld } from '#domain/testing/sample-world.ts'
import { renameStage, setStageParam } from '#domain/line/edit/stage-edits.ts'
import type { AnalysisInput } from './analysis.ts'
import { type Analysed, createLineClient, createLineWorker } from './line-client.ts'
import { createLineAnswerer, type LineAnswer, type LineQuestion } from './line-worker.ts'

/** A worker that only answers when the test says so. */
function slowWorker() {
  const answerer = createLineAnswerer()
  const questions: LineQuestion[] = []
  let tell: (answer: LineAnswer) => void = () => undefined
  let fail = (): void => undefined
  return {
    questions,
    port: {
      ask: (question: LineQuestion) => void questions.push(question),
      listen(answered: typeof tell, failed: typeof fail) {
        tell = answered
        fail = failed
      },
    },
    answer(): void {
      const question = questions.at(-1)
      if (question === undefined) throw new Error('nothing was asked')
      tell(structuredClone(answerer(structuredClone(question))))
    },
    fail: () => fail(),
  }
}

const input = (text: string, folded: readonly string[] = []): AnalysisInput => ({
  text,
  layoutText: undefined,
  world: sampleWorld,
  folded,
})

function edited(result: ReturnType<typeof renameStage>): string {
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

it('answers the newest question only, one at a time', () => {
  const worker = slowWorker()
  const ask = createLineClient(worker.port)
  const heard: string[] = []
  const named = (name: string) => (analysed: Analysed) =>
    void heard.push(`${name} ${[...(analysed.drawing?.cards.keys() ?? [])].join(',')}`)
  ask(input(sampleLine), named('first'))
  ask(input(edited(renameStage(sampleLine, 'build', 'two'))), named('second'))
  ask(input(edited(renameStage(sampleLine, 'build', 'three'))), named('third'))
  expect(worker.questions).toHaveLength(1)
  worker.answer()
  expect(heard).toEqual([])
  worker.answer()
  expect(heard).toEqual(['third three,deploy,deploy-production'])
  expect(worker.questions).toHaveLength(2)
})

it('answers the next question after one that failed', () => {
  const worker = slowWorker()
  const ask = createLineClient(worker.port)
  const heard: string[] = []
  for (const name of ['first', 'second']) ask(input(sampleLine), () => heard.push(name))
  worker.fail()
  worker.answer()
  ask(input(sampleLine), () => heard.push('third'))
  worker.answer()
  expect(heard).toEqual(['second', 'third'])
})

it('answers in the page where the script of the worker cannot be loaded', async () => {
  class MissingWorker extends EventTarget {
    postMessage(): void {
      setImmediate(() => this.dispatchEvent(new Event('error')))
    }
  }
  vi.stubGlobal('Worker', MissingWorker)
  vi.stubGlobal('ErrorEvent', class extends Event {})
  const ask = createLineClient(createLineWorker().port)
  const analysed = await new Promise<Analysed>((resolve) => ask(input(sampleLine), resolve))
  expect([...(analysed.drawing?.cards.keys() ?? [])]).toEqual(['build', 'deploy', 'deploy-production'])
  vi.unstubAllGlobals()
})

it('keeps the cards and links that an edit left alone, and sends the world once', () => {
  const worker = slowWorker()
  const ask = createLineClient(worker.port)
  const heard: Analysed[] = []
  ask(input(sampleLine), (analysed) => heard.push(analysed))
  worker.answer()
  ask(input(edited(setStageParam(sampleLine, 'deploy', 'logLevel', 'debug'))), (analysed) => heard.push(analysed))
  worker.answer()
  const [first, second] = heard
  expect(worker.questions[1]?.world).toBeUndefined()
  expect(second?.drawing?.cards).toBe(first?.drawing?.cards)
  expect(second?.drawing?.routes).toBe(first?.drawing?.routes)
})

it('reports the findings of a text that cannot be drawn', () => {
  const worker = slowWorker()
  const ask = createLineClient(worker.port)
  const heard: Analysed[] = []
  ask(input('a: ['), (analysed) => heard.push(analysed))
  worker.answer()
  expect(heard[0]?.drawing).toBeUndefined()
  expect(heard[0]?.findings.map((finding) => finding.code)).toContain('yaml-syntax')
})

it('draws the readable part of a text that is broken from the start, but keeps an earlier picture', () => {
  const worker = slowWorker()
  const ask = createLineClient(worker.port)
  const heard: Analysed[] = []
  const broken = sampleLine.replace('pipeline: api-build', 'pipeline: api-build\n        pipeline: again')
  for (const isFirst of [true, false]) {
    ask({ ...input(broken), isFirst }, (analysed) => heard.push(analysed))
    worker.answer()
  }
  expect([...(heard[0]?.drawing?.cards.keys() ?? [])]).toEqual(['build', 'deploy', 'deploy-production'])
  expect(heard[1]?.drawing).toBeUndefined()
})

it('draws a folded group as one card per lane', () => {
  const worker = slowWorker()
  const ask = createLineClient(worker.port)
  const heard: Analysed[] = []
  ask(input(sampleLine, ['application:api']), (analysed) => heard.push(analysed))
  worker.answer()
  const drawing = heard[0]?.drawing
  expect(drawing?.folded.map((card) => [card.id, card.stages])).toEqual([
    ['group:application:api@build', ['build']],
    ['group:application:api@staging', ['deploy']],
    ['group:application:api@production', ['deploy-production']],
  ])
  expect([...(drawing?.cards.keys() ?? [])]).toEqual(drawing?.folded.map((card) => card.id))
})
