import { describe, expect, it } from 'vitest'
import { triggerSchema, type Firing } from '#domain/triggers/trigger.ts'
import type { TriggerStore } from './triggers.ts'

const trigger = triggerSchema.parse({
  ...{ id: 't', project: 'p', name: 'Nightly', line: 'release' },
  on: { kind: 'schedule', cron: '0 3 * * *', timeZone: 'UTC' },
})

function firing(id: string, at: string): Firing {
  return { id, project: 'p', trigger: 't', at, cause: at, result: 'ignored' }
}

/** The contract of every trigger store. */
export function triggerStoreContract(name: string, create: () => TriggerStore): void {
  describe(`triggers: ${name}`, () => {
    it('keep triggers by project, with firings, newest first, and marks', async () => {
      const store = create()
      await store.save(trigger)
      await store.save({ ...trigger, id: 'a', name: 'At noon' })
      await store.save({ ...trigger, id: 'x', project: 'q' })
      expect((await store.list('p')).map(({ id }) => id)).toEqual(['a', 't'])
      expect((await store.all()).map(({ id }) => id).sort()).toEqual(['a', 't', 'x'])
      expect(await store.find('p', 't')).toEqual(trigger)
      expect(await store.find('p', 'x')).toBeUndefined()
      await store.saveFiring(firing('1', '2026-01-01T00:00:00.000Z'))
      await store.saveFiring(firing('2', '2026-01-02T00:00:00.000Z'))
      expect((await store.firings('p', 't', 1)).map(({ id }) => id)).toEqual(['2'])
      await store.setMark('t', 'main', 'one')
      await store.setMark('t', 'main', 'two')
      expect([await store.mark('t', 'main'), await store.mark('t', 'other')]).toEqual(['two', undefined])
      await store.save({ ...trigger, enabled: false })
      expect((await store.find('p', 't'))?.enabled).toBe(false)
      await store.remove('q', 't')
      await store.remove('p', 't')
      expect(await store.firings('p', 't', 10)).toEqual([])
      expect(await store.mark('t', 'main')).toBeUndefined()
      expect((await store.list('p')).map(({ id }) => id)).toEqual(['a'])
    })
  })
}
