import { expect, it } from 'vitest'
import { fieldSchema } from '#domain/adapters/catalog/description.ts'
import { parseLine } from '#domain/line/parse.ts'
import { sampleLine, sampleWorld } from '#domain/testing/sample-world.ts'
import { lineViewOf } from '../line/line-view.ts'
import { dropsFor, linksBetween, mayBeDropped, pulledOf, pullingOf, takenBy } from './pulling.ts'

const view = lineViewOf(parseLine(sampleLine), sampleWorld, [], undefined)
const shown = (from: string, to: string) =>
  linksBetween(view, from, to).map((link) =>
    link.kind === 'result' ? `${link.result} → ${link.parameter}` : link.kind,
  )

it('offers the order and each result that a parameter can take, the best name first', () => {
  expect(shown('build', 'deploy-production').slice(0, 2)).toEqual(['order', 'digest → appName'])
  const parameters = shown('deploy', 'build')
  expect(parameters.slice(0, 2)).toEqual(['order', 'url → gitCloneUrl'])
  expect(parameters).toContain('url → gitRevision')
})

it('does not offer links that exist already', () => {
  expect(shown('build', 'deploy')).not.toContain('order')
  expect(shown('build', 'deploy')).not.toContain('digest → imageDigest')
  expect(shown('build', 'deploy')).toContain('digest → logLevel')
})

it('counts the parameters of the adapter itself when it brings stages', () => {
  const field = { name: 'imageDigest', kind: 'string', required: true }
  const stages = [{ name: 'deploy', tasks: [], params: ['rolloutTimeout'], results: [] }]
  const parameters = [fieldSchema.parse(field)]
  expect(takenBy({ stages, parameters })).toEqual(['rolloutTimeout', 'imageDigest'])
  expect(takenBy({ stages: [], parameters })).toEqual([])
})

/** What a pull from one socket to another means; undefined if it may not be dropped there. */
function pulledBetween(start: readonly [string, string], end: readonly [string, string]) {
  const pulling = pullingOf(...start)
  // The board always names the giving end as the source, at whichever end the pull began.
  const gives = ([, handle]: readonly [string, string]): boolean => handle === 'order-out' || handle.startsWith('out:')
  const [[source, sourceHandle], [target, targetHandle]] = gives(start) ? [start, end] : [end, start]
  const pulled = pulledOf({ source, sourceHandle, target, targetHandle })
  const may = pulling !== undefined && pulled !== undefined && mayBeDropped(dropsFor(view, pulling), pulled)
  return { pulled, may }
}

it.each([
  [
    ['build', 'order-out'],
    ['deploy-production', 'order-in'],
    { kind: 'order', from: 'build', to: 'deploy-production' },
  ],
  [
    ['build', 'out:digest'],
    ['deploy', 'in:logLevel'],
    { kind: 'result', from: 'build', result: 'digest', to: 'deploy', parameter: 'logLevel' },
  ],
  [
    ['input:gitRevision', 'out:value'],
    ['deploy', 'in:logLevel'],
    { kind: 'input', input: 'gitRevision', to: 'deploy', parameter: 'logLevel' },
  ],
  [
    ['deploy', 'out:url'],
    ['result:site', 'in:value'],
    { kind: 'output', output: 'site', value: '$(stages.deploy.results.url)' },
  ],
] as const)('means the same link from %j to %j and back', (one, other, pulled) => {
  expect(pulledBetween(one, other)).toEqual({ pulled, may: true })
  expect(pulledBetween(other, one)).toEqual({ pulled, may: true })
})

it('refuses a cycle from either end, and names the stages in it', () => {
  expect(pulledBetween(['deploy', 'order-out'], ['build', 'order-in']).may).toBe(false)
  expect(pulledBetween(['build', 'in:gitRevision'], ['deploy', 'out:url']).may).toBe(false)
  for (const [node, handle, over] of [
    ['build', 'order-in', 'deploy'],
    ['deploy', 'order-out', 'build'],
  ] as const) {
    const pulling = pullingOf(node, handle)
    const path = pulling === undefined ? [] : dropsFor(view, pulling).cycleOf(over)
    expect(path).toEqual(['build', 'deploy', 'build'])
  }
})
