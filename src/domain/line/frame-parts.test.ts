import { expect, it } from 'vitest'
import { cutAtStages } from './cut.ts'
import { framePartsOf } from './frame-parts.ts'

const head = `# top
apiVersion: v1
metadata:
  name: a
  labels:
    stages: no # not the list
# about the spec
spec:
    params:
    - name: x
      description: |
        gates:
    # about the gates
    gates: []
    stages:
    # the first
`
const tail = `
    # what comes out
    results:
      - name: url
    artifacts: []
x-note: 1
`

it('knows each key around the stages, with the comments before it', () => {
  const text = `${head}    - name: a\n${tail}`
  const cut = cutAtStages(text)
  if (cut === undefined) throw new Error('cannot be cut')
  const parts = framePartsOf(cut)
  expect([...parts.head.keys()]).toEqual(['apiVersion', 'metadata', 'spec', 'spec.params', 'spec.gates', 'spec.stages'])
  expect([...parts.tail.keys()]).toEqual(['spec.results', 'spec.artifacts', 'x-note'])
  expect(parts.head.get('spec.gates')).toBe('    # about the gates\n    gates: []\n')
  expect([...parts.head.values()].join('')).toBe(cut.head)
  expect([...parts.tail.values()].join('')).toBe(cut.tail)
})
