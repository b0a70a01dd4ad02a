import { expect, it } from 'vitest'
import { trailAt } from './trail-at.ts'

const text = `kind: Task
metadata:
  labels:
    app: shop
spec:
  script: |
    make

    make test
  steps:
    - name: build
`
const trails = [1, 4, 6, 11].map((line) => ({ line, title: String(line), steps: [] }))

it('answers for a line, for a whole block scalar, and for the first line below one that only holds others', () => {
  const asked = text.split('\n').map((_, index) => trailAt(trails, text, index + 1)?.line)
  expect(asked).toEqual([1, 4, 4, 4, 6, 6, 6, 6, 6, 11, 11, 11])
})
