import { describe, expect, it } from 'vitest'
import { historyOf } from '#domain/history.ts'
import { sampleWorld } from '#domain/testing/sample-world.ts'
import { readKeptPipeline } from '#domain/tekton/bundle/kept-pipeline.ts'
import { keptNames, removePipeline } from './kept-pipelines.ts'

const published = [{ id: 'pipeline/old' }, { id: 'pipeline/gone' }, { id: 'pipeline/kept' }]

describe('pasted Pipelines', () => {
  it('are those of the project with the draft over them', () => {
    const history = historyOf({ 'pipeline/gone': '', 'pipeline/new': 'kind: Pipeline', 'line/release': 'x' })
    expect(keptNames({ history }, published)).toEqual(['kept', 'new', 'old'])
  })

  it('are removed when no line uses them; the refusal names the lines', () => {
    expect(removePipeline('old', sampleWorld, [])({ a: 'b' })).toEqual({
      ok: true,
      value: { a: 'b', 'pipeline/old': '' },
    })
    expect(removePipeline('old', sampleWorld, ['line/release', 'line/nightly'])({})).toMatchObject({
      ok: false,
      error: { findings: [{ code: 'pipeline-used', args: { name: 'old', lines: 'release, nightly' } }] },
    })
  })

  it('are not needed where an adapter brings one of the name', () => {
    const [brought] = sampleWorld.pipelines
    const name = brought?.metadata.name ?? ''
    expect(removePipeline(name, sampleWorld, ['line/release'])({}).ok).toBe(true)
    const text = `apiVersion: tekton.dev/v1\nkind: Pipeline\nmetadata: {name: ${name}}\nspec: {tasks: [{name: a, taskSpec: {steps: [{name: b, image: c}]}}]}\n`
    const own = readKeptPipeline(name, text)
    if (!own.ok) throw new Error(own.error[0]?.message)
    expect(removePipeline(name, { pipelines: [own.value] }, ['line/release'])({}).ok).toBe(false)
  })
})
