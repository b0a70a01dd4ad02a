import { describe, expect, it } from 'vitest'
import type { Step } from '../task.ts'
import { isKnownField, podMetadata, resolveFieldRefs } from './field-refs.ts'
import { aRun, aTask } from '../../testing/run-builder.ts'
import { releaseGuards } from '../launch/substitute-step.ts'

const run = aRun([aTask('a')])
const pod = podMetadata(
  { ...run, metadata: { ...run.metadata, annotations: { 'x.dev/at': 'http://$(HOME)$' } } },
  'run-a',
  'a',
)

function valueAt(fieldPath: string): string | undefined {
  const step: Step = { name: 'a', env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath } } }] }
  return resolveFieldRefs(step, pod).env?.[0]?.value
}

describe('field references of steps', () => {
  it('answer with the metadata that Tekton carries over to the Pod', () => {
    expect(valueAt('metadata.name')).toBe('run-a-pod')
    expect(valueAt('metadata.namespace')).toBe('shop')
    expect(valueAt("metadata.labels['tekton.dev/pipelineTask']")).toBe('a')
    expect(valueAt("metadata.annotations['none']")).toBe('')
  })

  it('are taken as they are, whatever they look like', () => {
    const value = valueAt("metadata.annotations['x.dev/at']") ?? ''
    expect(value).not.toContain('$(')
    expect(releaseGuards(value)).toBe('http://$$(HOME)$$')
  })

  it('leave literals and secrets alone', () => {
    const step = {
      env: [
        { name: 'A', value: '1' },
        { name: 'B', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
      ],
    }
    expect(resolveFieldRefs(step, pod)).toEqual(step)
  })

  it('are known when a machine without nodes has an answer', () => {
    expect(isKnownField("metadata.annotations['vs.axis-dev.io/api-endpoint']")).toBe(true)
    expect(isKnownField('status.hostIP')).toBe(false)
  })
})
