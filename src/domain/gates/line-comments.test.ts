import { describe, expect, it } from 'vitest'
import { lineAt, lineOf, nextCommentId, type LineComment } from './line-comments.ts'

const comment: LineComment = {
  id: '1',
  person: { id: 'mio', name: 'Mio' },
  application: 'api',
  path: 'deployment.yaml',
  side: 'after',
  line: 3,
  text: '  replicas: 3',
  comment: 'Measured on staging',
  at: '2026-11-29T02:00:00.000Z',
}

describe('a comment on a line', () => {
  it('knows the words of its line on either side', () => {
    const sides = { now: 'a\nb\n', after: 'a\nc\n' }
    expect(lineAt(sides, 'now', 2)).toBe('b')
    expect(lineAt(sides, 'after', 2)).toBe('c')
    expect(lineAt(sides, 'after', 3)).toBeUndefined()
    expect(lineAt({ now: '', after: '' }, 'now', 1)).toBeUndefined()
  })

  it('stays with its line when lines come before it', () => {
    expect(lineOf(comment, { now: '', after: 'kind: Deployment\nspec:\n  replicas: 3\n' })).toBe(3)
    expect(lineOf(comment, { now: '', after: 'kind: Deployment\nmetadata: {}\nspec:\n  replicas: 3\n' })).toBe(4)
  })

  it('takes the nearest of equal lines, and none when its line is gone', () => {
    expect(lineOf(comment, { now: '', after: '  replicas: 3\na\nb\n  replicas: 3\n' })).toBe(4)
    expect(lineOf(comment, { now: '  replicas: 3\n', after: '  replicas: 4\n' })).toBeUndefined()
  })

  it('gets an id that none has had since', () => {
    expect(nextCommentId([])).toBe('1')
    expect(nextCommentId([comment, { ...comment, id: '7' }])).toBe('8')
  })
})
