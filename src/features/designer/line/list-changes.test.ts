import fc from 'fast-check'
import { expect, it } from 'vitest'
import { listChanges, mergeChange } from './list-changes.ts'

interface Entry {
  readonly id: string
  readonly value: number
}
const idOf = (entry: Entry) => entry.id
const list = fc.uniqueArray(fc.record({ id: fc.constantFrom(...'abcdefgh'), value: fc.nat(3) }), { selector: idOf })

it('turns every list into the next, and keeps unchanged entries', () => {
  fc.assert(
    fc.property(fc.array(list, { minLength: 1 }), (lists) => {
      const changesTo = listChanges(idOf)
      let merged: ReadonlyMap<string, Entry> = new Map()
      for (const next of lists) {
        const before = merged
        merged = mergeChange(before, changesTo(next), idOf)
        expect([...merged.values()]).toEqual(next)
        for (const [id, entry] of merged) if (before.get(id)?.value === entry.value) expect(entry).toBe(before.get(id))
      }
    }),
  )
})
