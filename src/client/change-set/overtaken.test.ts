import { expect, it } from 'vitest'
import type { DocumentVersion } from '#domain/documents.ts'
import { historyOf } from '#domain/history.ts'
import { overtaken } from './overtaken.ts'

function version(id: DocumentVersion['id'], number: number): DocumentVersion {
  const author = { id: 'dan', name: 'Dan' }
  return { id, version: number, digest: `d${String(number)}`, text: 'theirs', author, message: '', at: '' }
}

it('finds what somebody has published of the documents that were changed here, and of no others', () => {
  const [mine, other, beside] = ['parameters/api/staging', 'parameters/api/qa', 'parameters/project'] as const
  const state = {
    history: historyOf<Record<string, string>, string, never>({ [mine]: 'mine', [other]: 'mine' }),
    bases: { [mine]: { text: '', version: 1 }, [other]: { text: '', version: 4 }, [beside]: { text: '', version: 1 } },
  }
  const published = [version(mine, 2), version(other, 4), version(beside, 3)]
  expect(overtaken(state, published)).toEqual([{ id: mine, current: published[0], mine: 'mine' }])
})
