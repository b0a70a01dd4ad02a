import { expect, it } from 'vitest'
import { rulesOf } from './rules-text.ts'

it('reads rules as programs and the form write them, and without rules demands nothing', () => {
  expect(rulesOf('# Ops\ngates: [{ name: security, requiredApprovals: 2 }]').gates).toMatchObject([
    { name: 'security', requiredApprovals: 2 },
  ])
  const rules = rulesOf('')
  expect(rules).toMatchObject({ gates: [], windows: [], freezes: [], concurrency: { oneAtATime: true } })
  expect(rulesOf(`${JSON.stringify(rules, null, 2)}\n`)).toEqual(rules)
})
