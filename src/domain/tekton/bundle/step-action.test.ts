import { expect, it } from 'vitest'
import { ok } from '#domain/result.ts'
import type { ParamValue } from '../values/params.ts'
import { inlineStepActions, stepActionSchema } from './step-action.ts'

const action = stepActionSchema.parse({
  apiVersion: 'tekton.dev/v1',
  kind: 'StepAction',
  metadata: { name: 'show' },
  spec: {
    params: [{ name: 'object', type: 'object', default: { a: 'action a', b: 'action b' } }],
    script: '$(params.object.a) $(params.object.b)',
  },
})

function scriptFor(value: ParamValue, around: Parameters<typeof inlineStepActions>[3]): string | undefined {
  const steps = [{ ref: { name: 'show' }, params: [{ name: 'object', value }] }]
  return inlineStepActions({ steps }, () => ok({ name: 'show', object: action }), 'spec', around).spec.steps[0]?.script
}

it('takes keys that the object of a Task does not have from the default of the StepAction', () => {
  const declared = [{ name: 'outer', default: { a: 'outer a' } }]
  expect(scriptFor('$(params.outer[*])', { declared, given: [] })).toBe('$(params.outer.a) action b')
  expect(scriptFor('$(params.outer[*])', { declared: [], given: [{ name: 'outer', value: { b: 'given' } }] })).toBe(
    'action a $(params.outer.b)',
  )
  expect(scriptFor('$(params.outer[*])', { declared: [], given: [{ name: 'outer', value: 'text' }] })).toBe(
    'action a action b',
  )
})

it('takes keys that a step does not give from the default of the StepAction', () => {
  expect(scriptFor({ b: 'given' }, { declared: [], given: [] })).toBe('action a given')
})

it('leaves to the run what is not known before it', () => {
  const given = [{ name: 'outer', value: '$(tasks.before.results.object[*])' }]
  expect(scriptFor('$(params.outer[*])', { declared: [], given })).toBe('$(params.outer.a) $(params.outer.b)')
})
