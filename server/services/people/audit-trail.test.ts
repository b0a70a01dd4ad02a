import { expect, it } from 'vitest'
import { rollBack } from '#contract/run-plans.ts'
import { cancelRun } from '#contract/runs.ts'
import type { AuditEntry } from '#domain/access/audit.ts'
import { createAuditTrail, type AuditedCall } from './audit-trail.ts'

async function noted(call: Pick<AuditedCall, 'endpoint' | 'params' | 'body'>, project = 'shelf') {
  const entries: Omit<AuditEntry, 'sequence'>[] = []
  const note = createAuditTrail({
    clock: { now: () => 0, after: () => () => {} },
    runs: {
      record: async (id) =>
        id === 'r1' ? { id, project, line: 'release', number: 7, sequence: 1, ended: false } : undefined,
    },
    audit: {
      append: async (_, entry) => {
        entries.push(entry)
        return { ...entry, sequence: entries.length }
      },
      search: async () => [],
    },
  })
  await note({ ...call, person: { id: 'dan', name: 'Dan' }, problem: undefined })
  return entries[0]
}

const cancel = { endpoint: cancelRun, params: { project: 'shelf', run: 'r1' }, body: { mode: 'Cancelled' } }

it('names a run by its line and number, wherever the request names it', async () => {
  expect((await noted(cancel))?.detail).toEqual({ mode: 'Cancelled', number: 'release/7' })
  const back = { endpoint: rollBack, params: { project: 'shelf' }, body: { run: 'r1', stage: 'a', note: '' } }
  expect((await noted(back))?.detail).toMatchObject({ run: 'r1', number: 'release/7' })
})

it('does not name runs of other projects', async () => {
  expect((await noted(cancel, 'other'))?.detail).toEqual({ mode: 'Cancelled' })
})
