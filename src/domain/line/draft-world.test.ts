import { describe, expect, it } from 'vitest'
import type { Texts } from '../documents.ts'
import { type History, historyOf, record, undo } from '../history.ts'
import { draftWorld, keepKnown, notCompiled, readableBefore, textsBefore } from './draft-world.ts'
import { parseLine } from './parse.ts'
import { sampleLine, sampleWorld } from '../testing/sample-world.ts'
import { validateLine } from './validate.ts'
import type { World } from './world.ts'

const document = 'pipeline/api-lint'
const readable = `apiVersion: tekton.dev/v1
kind: Pipeline
metadata: {name: api-lint}
spec: {tasks: [{name: a, taskSpec: {steps: [{name: b, image: c}]}}]}
`
const namesOf = (text: string | undefined) => {
  const before = draftWorld(sampleWorld, { [document]: readable }, {})
  const texts = text === undefined ? {} : { [document]: text }
  const now = keepKnown(draftWorld(sampleWorld, texts, {}), before, texts)
  return now.pipelines.map(({ metadata }) => metadata.name).filter((name) => name === 'api-lint')
}

describe('a Pipeline that is only drafted', () => {
  it('stands as it was read last while its text is broken', () => {
    expect(namesOf(readable.replace('tasks: [', 'tasks: '))).toEqual(['api-lint'])
    expect(namesOf(`${readable}  : : {`)).toEqual(['api-lint'])
  })

  it('stands there once while it can be read', () => {
    expect(namesOf(readable.replace('image: c', 'image: d'))).toEqual(['api-lint'])
  })

  it('is gone when it is removed or its draft taken back', () => {
    expect(namesOf('')).toEqual([])
    expect(namesOf(undefined)).toEqual([])
  })
})

it('stands as its history had it last when it was broken already as the draft was taken up', () => {
  const steps = [readable, `${readable}# once more\n`, `${readable}  : : {`, `${readable}  : : [`]
  const history = steps.reduce<History<Texts>>(
    (known, text) => record(known, { ...known.present, [document]: text }, 'Type'),
    historyOf<Texts>({}),
  )
  expect(readableBefore(history)).toEqual({ [document]: steps[1] })
  expect(textsBefore(history, document)).toEqual([steps[2], steps[1], steps[0]])
  // Readable Pipelines need no earlier text, and one that was never readable has none.
  expect(readableBefore(undo(undo(history)))).toEqual({})
  expect(readableBefore(historyOf({ [document]: steps[2] ?? '' }))).toEqual({})
})

describe('the Pipelines of an application whose QVS Config is changed', () => {
  const [pipeline] = sampleWorld.pipelines
  if (pipeline === undefined) throw new Error('no pipeline')
  const unit = { text: 'first', pipelines: [{ ...pipeline, metadata: { name: 'api-audit' } }], tasks: [] }
  const before = draftWorld(sampleWorld, { 'qvs-config/api': 'first' }, { api: unit })
  const texts = { 'qvs-config/api': 'second' }
  const now = draftWorld(sampleWorld, texts, { api: notCompiled })
  const namesIn = ({ pipelines }: Pick<typeof now, 'pipelines'>) => pipelines.map(({ metadata }) => metadata.name)

  it('stay as they were until it is known what the change compiles to', () => {
    expect(namesIn(keepKnown(now, before, texts))).toEqual(namesIn(before))
  })

  it('are no problem while nothing is known of them', () => {
    const line = parseLine(sampleLine.replace('pipeline: api-build', 'pipeline: api-audit'))
    const codes = (world: World) => validateLine(line, world).map(({ code }) => code)
    expect(codes(keepKnown(now, undefined, texts))).not.toContain('unknown-pipeline')
    expect(codes(draftWorld(sampleWorld, texts, {}))).toContain('unknown-pipeline')
  })
})
