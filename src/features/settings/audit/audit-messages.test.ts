import { describe, expect, it } from 'vitest'
import { contract } from '#contract/contract.ts'
import { auditActions, auditFields } from './audit-messages.ts'

const audited = contract.filter(({ method, path }) => method !== 'GET' && path.includes('/projects/:project'))

describe('the words of the audit log', () => {
  it('name every action that somebody may take in a project', () => {
    const unnamed = audited.map(({ name }) => name).filter((name) => !Object.hasOwn(auditActions, name))
    expect(unnamed.filter((name) => !taskActions.has(name))).toEqual([])
  })

  it('name every detail that an entry keeps', () => {
    const kept = audited.flatMap(({ name, path, audit }) =>
      taskActions.has(name)
        ? []
        : [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '').concat(audit === false ? [] : (audit ?? [])),
    )
    const unnamed = new Set(kept.filter((name) => name !== 'project' && !Object.hasOwn(auditFields, name)))
    expect([...unnamed].filter((name) => name !== 'tab')).toEqual([])
  })
})

/** Requests of running tasks are not audited. */
const taskActions = new Set(
  contract.filter(({ access }) => access === 'task' || access === 'signed-url').map(({ name }) => name),
)
