import { describe, expect, it } from 'vitest'
import { findAll, type FoundSoFar, noWords } from './log-source.ts'

/** Lines 1 to 6 in three parts; each part must be asked for with the end of the one before. */
function sourceOfParts() {
  const asked: string[] = []
  const find = (_: unknown, after: string) => {
    asked.push(after)
    const from = Number(after)
    return Promise.resolve({ lines: [from + 1, from + 2], after: String(from + 2), end: from + 2 >= 6 })
  }
  return { asked, source: { find } }
}

const question = { query: noWords, levels: [] }

describe('a search in parts', () => {
  it('continues where an interrupted search had got to', async () => {
    const { asked, source } = sourceOfParts()
    const stop = new AbortController()
    let known: FoundSoFar = { after: '0', lines: [] }
    const broken = findAll(source, question, known, stop.signal, (found) => {
      known = found
      stop.abort()
    })
    await expect(broken).rejects.toThrow('aborted')
    expect(known).toEqual({ after: '2', lines: [1, 2] })

    const end = await findAll(source, question, known, new AbortController().signal, () => undefined)
    expect(end).toEqual({ after: '6', lines: [1, 2, 3, 4, 5, 6] })
    expect(asked).toEqual(['0', '2', '2', '4'])
  })
})
