import { expect, it } from 'vitest'
import { draftWorld } from '#domain/line/draft-world.ts'
import { readClip } from '#domain/line/edit/clip.ts'
import { parseLine } from '#domain/line/parse.ts'
import { sampleLine, sampleWorld } from '#domain/testing/sample-world.ts'
import { validateLine } from '#domain/line/validate.ts'
import { pasteClip } from './stage-edits.ts'

const tekton = `apiVersion: tekton.dev/v1beta1
kind: Pipeline
metadata: { name: api-lint }
spec:
  params: [{ name: gitRevision }]
  tasks: [{ name: lint, taskRef: { name: lint } }]
`
const task = `apiVersion: tekton.dev/v1
kind: Task
metadata: { name: lint }
spec: { steps: [{ name: lint, script: "true" }] }
`

function pasted(clipboard: string, world = sampleWorld) {
  const clip = readClip(clipboard)
  if (clip === undefined) throw new Error('nothing to paste')
  const result = pasteClip(sampleLine, clip, world, { behind: 'build' })
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}
const problemsOf = (text: string, world = sampleWorld) => validateLine(parseLine(text), world).map(({ code }) => code)

it('turns a pasted Pipeline into a stage that can run and a document of the project', () => {
  const { text, names, documents } = pasted(`${tekton}---\n${task}`)
  expect([names.length, Object.keys(documents)]).toEqual([1, ['pipeline/api-lint']])
  const stage = parseLine(text).line?.spec.stages.find(({ name }) => name === names[0])
  expect(stage?.spec.params).toEqual([{ name: 'gitRevision', value: '$(inputs.gitRevision)' }])
  const world = draftWorld(sampleWorld, documents, {})
  expect(problemsOf(text, world)).toEqual(problemsOf(sampleLine))
  // Only Pipelines that the application's adapters compiled to are replaced by what they compile to now.
  const config = { 'qvs-config/api': 'kind: QVSConfig' }
  const compiled = { api: { text: config['qvs-config/api'], pipelines: [], tasks: [] } }
  const anew = draftWorld(sampleWorld, { ...documents, ...config }, compiled)
  expect(anew.pipelines.map(({ metadata }) => metadata.name)).toEqual(['api-lint'])
  expect(draftWorld(world, { 'pipeline/api-lint': '' }, {}).pipelines).toEqual(sampleWorld.pipelines)
})

it('keeps an incomplete Pipeline and its stage, to be completed', () => {
  const { names, documents } = pasted(tekton)
  expect([names.length, documents]).toEqual([1, { 'pipeline/api-lint': tekton }])
  // Without an environment it is the first one, in whatever order the deployments come.
  const { text } = pasted(tekton, { ...sampleWorld, deployments: sampleWorld.deployments.toReversed() })
  const stage = parseLine(text).line?.spec.stages.find(({ spec }) => spec.pipeline === 'api-lint')
  expect(stage?.spec.deployment).toEqual({ app: 'api', name: 'staging' })
})
