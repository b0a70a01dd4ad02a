import { describe, expect, it } from 'vitest'
import type { AuditEntry } from '#domain/access/audit.ts'
import type { AuditLog } from './audit.ts'

function entry(more: Partial<AuditEntry>): Omit<AuditEntry, 'sequence'> {
  return {
    at: '2026-01-01T00:00:00.000Z',
    person: { id: 'dan', name: 'Dan' },
    action: 'startRun',
    target: { line: 'release' },
    outcome: 'done',
    detail: {},
    ...more,
  }
}

/** The contract of every audit log. */
export function auditLogContract(name: string, create: () => AuditLog): void {
  describe(`audit log: ${name}`, () => {
    it('counts entries of each project by itself and shows them newest first, page by page', async () => {
      const log = create()
      for (let index = 0; index < 5; index += 1) await log.append('p', entry({ detail: { index: String(index) } }))
      expect((await log.append('q', entry({}))).sequence).toBe(1)
      const first = await log.search('p', {}, { limit: 2 })
      expect(first.map(({ sequence }) => sequence)).toEqual([5, 4])
      const second = await log.search('p', {}, { before: first.at(-1)?.sequence, limit: 10 })
      expect(second.map(({ sequence }) => sequence)).toEqual([3, 2, 1])
    })

    it('finds by words, person, action, outcome and time', async () => {
      const log = create()
      await log.append('p', entry({}))
      const denied = { action: 'decideGate', outcome: 'denied' as const, person: { id: 'lea', name: 'Léa' } }
      await log.append('p', entry({ ...denied, at: '2026-02-01T00:00:00.000Z', detail: { comment: '100%_Ready' } }))
      const found = async (filter: Parameters<AuditLog['search']>[1]) =>
        (await log.search('p', filter, { limit: 10 })).map(({ action }) => action)
      expect(await found({ text: 'RELEASE' })).toEqual(['decideGate', 'startRun'])
      expect(await found({ text: '%_ready' })).toEqual(['decideGate'])
      expect(await found({ text: '%' })).toEqual(['decideGate'])
      expect(await found({ text: 'LÉA' })).toEqual(['decideGate'])
      expect(await found({ text: ' ＲＥＬＥＡＳＥ　' }), 'as typed at full width').toEqual(['decideGate', 'startRun'])
      expect(await found({ person: 'dan' })).toEqual(['startRun'])
      expect(await found({ action: 'startRun' })).toEqual(['startRun'])
      expect(await found({ outcome: 'denied' })).toEqual(['decideGate'])
      expect(await found({ from: '2026-02-01T00:00:00.000Z' })).toEqual(['decideGate'])
      expect(await found({ until: '2026-02-01T00:00:00.000Z' })).toEqual(['startRun'])
    })
  })
}
