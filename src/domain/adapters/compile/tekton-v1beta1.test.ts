import { expect, it } from 'vitest'
import { pipelineSchema } from '../../tekton/pipeline.ts'
import { taskSchema } from '../../tekton/task.ts'
import { v1beta1Documents } from './tekton-v1beta1.ts'

const fetch = taskSchema.parse({
  apiVersion: 'tekton.dev/v1',
  kind: 'Task',
  metadata: { name: 'shop-fetch' },
  spec: {
    params: [
      { name: 'url', type: 'string', description: 'Where the sources are' },
      { name: 'folder', type: 'string', default: '' },
    ],
    results: [{ name: 'commit', type: 'string' }],
    steps: [{ name: 'clone', image: 'git', computeResources: { limits: { cpu: '1' } } }],
  },
})
const pack = taskSchema.parse({
  apiVersion: 'tekton.dev/v1',
  kind: 'Task',
  metadata: { name: 'shop-pack' },
  spec: { params: [{ name: 'folder', type: 'string', description: 'What is packed' }], steps: [{ image: 'tar' }] },
})
const pipeline = pipelineSchema.parse({
  apiVersion: 'tekton.dev/v1',
  kind: 'Pipeline',
  metadata: { name: 'shop-build', annotations: { 'linewright.dev/stage': 'build' } },
  spec: {
    params: [
      { name: 'url', type: 'string', description: 'Where the sources are' },
      { name: 'folder', type: 'string', default: '' },
    ],
    tasks: [
      {
        name: 'fetch',
        taskRef: { kind: 'Task', name: 'shop-fetch' },
        params: [
          { name: 'url', value: '$(params.url)' },
          { name: 'folder', value: '$(params.folder)' },
        ],
      },
      {
        name: 'pack',
        taskRef: { kind: 'Task', name: 'shop-pack' },
        params: [{ name: 'folder', value: '$(params.folder)' }],
      },
      { name: 'approval-pack', taskRef: { apiVersion: 'example.dev/v1', kind: 'ApprovalTask' }, runAfter: ['pack'] },
    ],
  },
})

it('writes v1beta1 as Value Stream does: stage, types that are not said, and what a parameter is for each Task', () => {
  const [first, second] = v1beta1Documents([pipeline], [fetch, pack])
  expect(first).toEqual({
    apiVersion: 'tekton.dev/v1beta1',
    kind: 'Pipeline',
    metadata: {
      name: 'shop-build',
      annotations: { 'linewright.dev/stage': 'build', 'vs.axis-dev.io/stage-type': 'build' },
    },
    spec: {
      params: [
        { name: 'url', description: 'shop-fetch: Where the sources are' },
        { name: 'folder', description: 'shop-fetch:  (default: "")\nshop-pack: What is packed', default: '' },
      ],
      tasks: [
        expect.objectContaining({ name: 'fetch', taskRef: { name: 'shop-fetch' } }),
        expect.objectContaining({ name: 'pack', taskRef: { name: 'shop-pack' } }),
        { name: 'approval-pack', taskRef: { apiVersion: 'example.dev/v1', kind: 'ApprovalTask' }, runAfter: ['pack'] },
      ],
    },
  })
  expect(second).toMatchObject({
    apiVersion: 'tekton.dev/v1beta1',
    spec: {
      params: [
        { name: 'url', description: 'Where the sources are' },
        { name: 'folder', description: '', default: '' },
      ],
      results: [{ name: 'commit', description: '' }],
      steps: [{ name: 'clone', image: 'git', resources: { limits: { cpu: '1' } } }],
    },
  })
})
