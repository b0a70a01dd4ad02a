import { expect, it } from 'vitest'
import { rulesOf } from './rules-text.ts'

it('rules are read as programs and as the form write them, and none at all demand nothing', () => {
  expect(rulesOf('# Ops\ngates: [{ name: security, requiredApprovals: 2 }]').gates).toMatchObject([
    { name: 'security', requiredApprovals: 2 },
  ])
  const rules = rulesOf('')
  expect(rules).toMatchObject({ gates: [], windows: [], freezes: [], concurrency: { oneAtATime: true } })
  expect(rulesOf(`${JSON.stringify(rules, null, 2)}\n`)).toEqual(rules)
})
