import { expect, it } from 'vitest'
import type { Pipeline } from '../../tekton/pipeline.ts'
import type { Task } from '../../tekton/task.ts'
import { notProven } from './not-proven.ts'

const task: Task = {
  apiVersion: 'tekton.dev/v1',
  kind: 'Task',
  metadata: { name: 'lint' },
  spec: { steps: [{ image: 'lint:1' }, { image: 'pinned@sha256:00' }] },
}
const pipeline: Pipeline = {
  apiVersion: 'tekton.dev/v1',
  kind: 'Pipeline',
  metadata: { name: 'build' },
  spec: {
    tasks: [
      { name: 'lint', taskRef: { name: 'lint' } },
      {
        name: 'inner',
        pipelineSpec: {
          tasks: [{ name: 'go', taskSpec: { stepTemplate: { image: 'template:1' }, steps: [{ script: 'true' }] } }],
        },
      },
    ],
    finally: [{ name: 'tell', taskSpec: { steps: [{ image: 'tell:1' }], sidecars: [{ name: 's', image: 'side:1' }] } }],
  },
}

it('names images behind tags wherever the Task is written', () => {
  const images = notProven([{ pipeline, tasks: [task] }]).filter((text) => text.includes('image'))
  expect(images).toEqual(
    ['lint:1', 'side:1', 'tell:1', 'template:1'].map((image) => `The image ${image} is named by a tag`),
  )
})
