import { expect, it } from 'vitest'
import type { PipelineRun } from '#domain/tekton/pipeline.ts'
import { UsageError } from '../parse-arguments.ts'
import { checkApproved, readGiven, withGiven, writtenWith } from './given-values.ts'

const run: PipelineRun = {
  apiVersion: 'tekton.dev/v1',
  kind: 'PipelineRun',
  metadata: { name: 'run' },
  spec: {
    pipelineSpec: {
      params: [{ name: 'text' }, { name: 'list', type: 'array' }, { name: 'object', type: 'object' }],
      tasks: [],
    },
  },
}

function valueOf(param: string): unknown {
  return withGiven(run, readGiven([param], [], '/')).spec.params?.[0]?.value
}

it.each([
  ['text=a,b=c', 'a,b=c'],
  ['text=[1]', '[1]'],
  ['text=', ''],
  ['list=a,b c', ['a', 'b c']],
  ['list=["a,b", 2, true]', ['a,b', '2', 'true']],
  ['list=', []],
  ['object=a:1,b:x:y', { a: '1', b: 'x:y' }],
  ['object={"a": 1, "b": "x"}', { a: '1', b: 'x' }],
])('reads --param %s by its declared type', (param, value) => {
  expect(valueOf(param)).toEqual(value)
})

it.each(['list=[1', 'list=[{"a": 1}]', 'list=[null]', 'object={"a": [1]}', 'object=a'])(
  'refuses --param %s',
  (param) => {
    expect(() => valueOf(param)).toThrow(UsageError)
  },
)

it('shows the object of a run with the values that it got', () => {
  const written = {
    kind: 'PipelineRun',
    spec: { pipelineRef: { name: 'p' }, params: [{ name: 'text', value: 'old' }] },
  }
  const given = readGiven(['text=new'], [], '/')
  expect(writtenWith(written, withGiven(run, given), given)).toEqual({
    kind: 'PipelineRun',
    spec: { pipelineRef: { name: 'p' }, params: [{ name: 'text', value: 'new' }] },
  })
  expect(writtenWith(written, run, readGiven([], [], '/'))).toEqual(written)
})

it('refuses a workspace that is no folder before anything runs', () => {
  expect(() => readGiven([], ['source=nowhere'], import.meta.dirname)).toThrow(/nowhere is no folder/)
  expect(() => readGiven([], ['source=given-values.test.ts'], import.meta.dirname)).toThrow(UsageError)
  expect(readGiven([], ['source=resolvers'], import.meta.dirname).folders.get('source')).toMatch(/resolvers$/)
})

const ask = { apiVersion: 'openshift-pipelines.org/v1alpha1', kind: 'ApprovalTask' }
const asking: PipelineRun = {
  ...run,
  spec: {
    pipelineSpec: {
      tasks: [{ name: 'fan', pipelineSpec: { tasks: [{ name: 'allow', taskRef: ask }] } }],
      finally: [{ name: 'last', taskRef: ask }],
    },
  },
}

it.each(['all', 'last', 'fan/allow', 'fan-0/allow'])('takes --approve %s', (name) => {
  expect(() => {
    checkApproved([name], [run, asking])
  }).not.toThrow()
})

it('refuses --approve for a task that never asks, and says which do', () => {
  expect(() => {
    checkApproved(['allow'], [asking])
  }).toThrow(/There are: fan\/allow, last/)
  expect(() => {
    checkApproved(['allow'], [run])
  }).toThrow(/no run of the file asks/)
})
