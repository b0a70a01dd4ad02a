import { expect, test } from 'vitest'
import { inputFields, missingInputs } from './input-fields.ts'
import type { AssemblyLine } from './line.ts'
import { sampleWorld } from '../testing/sample-world.ts'
import { pipelineAnnotations } from '../adapters/compile/pipeline-annotations.ts'

const pattern = 'example.dev/adapters/service'
const [first] = sampleWorld.pipelines
const world = {
  ...sampleWorld,
  adapters: [
    {
      pattern,
      name: 'service',
      description: '',
      category: 'deploy' as const,
      badges: [],
      words: [],
      parameters: [
        { name: 'size', kind: 'string' as const, required: true, enum: ['small', 'large'], doc: '', constraint: '' },
        { name: 'label', kind: 'string' as const, required: true, doc: 'A name', constraint: '' },
      ],
      options: [],
      stages: [],
      resources: [],
      composes: [],
      module: { name: 'example.dev/adapters', revision: '' },
      ja: {},
      findings: [],
    },
  ],
  pipelines: sampleWorld.pipelines.map((pipeline) => ({
    ...pipeline,
    metadata: { ...pipeline.metadata, annotations: { [pipelineAnnotations.adapters]: pattern } },
  })),
}

function lineWith(params: readonly { readonly name: string; readonly value: string }[]): AssemblyLine {
  return {
    apiVersion: 'vs.axis-dev.io/v1',
    kind: 'AssemblyLine',
    metadata: { name: 'release' },
    spec: {
      stages: [
        {
          name: 'build',
          spec: {
            pipeline: first?.metadata.name ?? '',
            deployment: { app: 'api', name: 'staging' },
            params: [...params],
          },
        },
      ],
    },
  }
}

test('an input that is handed on as it is takes what the parameter takes; of several the strictest counts', () => {
  const fields = inputFields(
    lineWith([
      { name: 'label', value: '$(inputs.which)' },
      { name: 'size', value: '$(inputs.which)' },
      { name: 'label', value: 'v$(inputs.version)' },
    ]),
    world,
  )
  expect(fields.get('which')?.enum).toEqual(['small', 'large'])
  expect(fields.has('version')).toBe(false)
})

test('an input without value and default is missing', () => {
  const inputs = [{ name: 'a' }, { name: 'b', default: 'x' }, { name: 'c' }]
  expect(missingInputs(inputs, { c: 'given' }).map(({ name }) => name)).toEqual(['a'])
})
