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

it('makes of a pasted Pipeline a stage that the line can run, and a document of the project', () => {
  const { text, names, documents } = pasted(`${tekton}---\n${task}`)
  expect([names.length, Object.keys(documents)]).toEqual([1, ['pipeline/api-lint']])
  const stage = parseLine(text).line?.spec.stages.find(({ name }) => name === names[0])
  expect(stage?.spec.params).toEqual([{ name: 'gitRevision', value: '$(inputs.gitRevision)' }])
  const world = draftWorld(sampleWorld, documents, {})
  expect(problemsOf(text, world)).toEqual(problemsOf(sampleLine))
  // What the application's adapters newly compile to takes the place of what they compiled to before, and of nothing else.
  const config = { 'qvs-config/api': 'kind: QVSConfig' }
  const compiled = { api: { text: config['qvs-config/api'], pipelines: [], tasks: [] } }
  const anew = draftWorld(sampleWorld, { ...documents, ...config }, compiled)
  expect(anew.pipelines.map(({ metadata }) => metadata.name)).toEqual(['api-lint'])
  expect(draftWorld(world, { 'pipeline/api-lint': '' }, {}).pipelines).toEqual(sampleWorld.pipelines)
})

it('keeps a Pipeline that is not whole, to be completed, and its stage', () => {
  const { names, documents } = pasted(tekton)
  expect([names.length, documents]).toEqual([1, { 'pipeline/api-lint': tekton }])
  // Where nothing says an environment it is the first one, in whatever order the deployments come.
  const { text } = pasted(tekton, { ...sampleWorld, deployments: sampleWorld.deployments.toReversed() })
  const stage = parseLine(text).line?.spec.stages.find(({ spec }) => spec.pipeline === 'api-lint')
  expect(stage?.spec.deployment).toEqual({ app: 'api', name: 'staging' })
})
