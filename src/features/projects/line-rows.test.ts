import { expect, it } from 'vitest'
import { emptyLine } from '#domain/line/new-line.ts'
import { lineRows } from './line-rows.ts'

const text = emptyLine('release', { revision: 'Branch' })

function draftFrom(bases: Readonly<Record<string, unknown>>) {
  const content = { texts: { 'line/release': text }, past: [], future: [], bases }
  return { id: 'draft', subject: 'line/release', content, savedAt: '2026-01-01T00:00:00Z' }
}

it('tells an unpublished line from a deleted one of which a draft is left', () => {
  const [begun] = lineRows([], [draftFrom({})])
  expect(begun).toMatchObject({ name: 'release', document: undefined, isDeleted: false })
  const [deleted] = lineRows([], [draftFrom({ 'line/release': { digest: 'sha256:1', text, version: 3 } })])
  expect(deleted).toMatchObject({ name: 'release', document: undefined, isDeleted: true })
})
