import { expect, it } from 'vitest'
import { fieldSchema } from '#domain/adapters/catalog/description.ts'
import { parseLine } from '#domain/line/parse.ts'
import { sampleLine, sampleWorld } from '#domain/testing/sample-world.ts'
import { lineViewOf } from '../line/line-view.ts'
import { linksBetween, takenBy } from './pulling.ts'

const view = lineViewOf(parseLine(sampleLine), sampleWorld, [], undefined)
const shown = (from: string, to: string) =>
  linksBetween(view, from, to).map((link) =>
    link.kind === 'result' ? `${link.result} → ${link.parameter}` : link.kind,
  )

it('offers the order and each result that a parameter can take, what fits by its name first', () => {
  expect(shown('build', 'deploy-production').slice(0, 2)).toEqual(['order', 'digest → appName'])
  const parameters = shown('deploy', 'build')
  expect(parameters.slice(0, 2)).toEqual(['order', 'url → gitCloneUrl'])
  expect(parameters).toContain('url → gitRevision')
})

it('offers nothing that is there already', () => {
  expect(shown('build', 'deploy')).not.toContain('order')
  expect(shown('build', 'deploy')).not.toContain('digest → imageDigest')
  expect(shown('build', 'deploy')).toContain('digest → logLevel')
})

it('knows an adapter by the parameters of its own as well, when it brings stages', () => {
  const field = { name: 'imageDigest', kind: 'string', required: true }
  const stages = [{ name: 'deploy', tasks: [], params: ['rolloutTimeout'], results: [] }]
  const parameters = [fieldSchema.parse(field)]
  expect(takenBy({ stages, parameters })).toEqual(['rolloutTimeout', 'imageDigest'])
  expect(takenBy({ stages: [], parameters })).toEqual([])
})
