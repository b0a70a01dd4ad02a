import { describe, expect, it } from 'vitest'
import { matchesAny } from './glob.ts'
import { readPushPayload } from './push-payload.ts'
import { inputsOf, reasonToIgnore, triggerFieldsSchema } from './trigger.ts'

const commit = 'a'.repeat(40)
const push = { kind: 'branch', ref: 'main', commit, by: 'Dan' } as const
const trigger = triggerFieldsSchema.parse({
  name: 'On push',
  line: 'release',
  on: {
    kind: 'push',
    repository: 'api',
    branches: ['main', 'release/*'],
    tags: ['v*'],
    paths: ['src/**', 'package.json'],
  },
  inputs: { gitRevision: '$(push.commit)', note: 'from $(push.branch)' },
})

describe('a trigger', () => {
  it.each([
    ['main', 'main', true],
    ['main', 'maintenance', false],
    ['release/*', 'release/1.0', true],
    ['release/*', 'release/1/0', false],
    ['**', 'any/thing', true],
    ['**/test.ts', 'test.ts', true],
    ['src/**/test.ts', 'src/a/b/test.ts', true],
    ['v?.x', 'v1.x', true],
    ['v?.x', 'v1yx', false],
    ['**/a', 'xa', false],
    ['**/a/**', 'x/y/a/b/c', true],
    ['a(b', 'a(b', true],
    // Trying one way after another would practically never end.
    [`${'*a'.repeat(60)}b`, 'a'.repeat(200), false],
    [`${'**/'.repeat(60)}b`, 'a/'.repeat(100), false],
  ])('follows %s: %s', (pattern, name, expected) => {
    expect(matchesAny([pattern], name)).toBe(expected)
  })

  it('fires on its branches and paths, and on pushes of which nobody knows the paths', () => {
    expect(reasonToIgnore(trigger, push)).toBeUndefined()
    expect(reasonToIgnore(trigger, { ...push, paths: ['docs/a.md', 'src/a.ts'] })).toBeUndefined()
    expect(reasonToIgnore(trigger, { ...push, paths: ['docs/a.md'] })).toContain('path')
    expect(reasonToIgnore(trigger, { ...push, ref: 'other' })).toContain('branch other')
    expect(reasonToIgnore({ ...trigger, enabled: false }, push)).toContain('switched off')
  })

  it('fires on its tags, whatever has changed', () => {
    const tag = { ...push, kind: 'tag', ref: 'v1.0' } as const
    expect(reasonToIgnore(trigger, { ...tag, paths: ['docs/a.md'] })).toBeUndefined()
    expect(reasonToIgnore(trigger, { ...tag, ref: 'main' })).toContain('tag main')
    const on = { kind: 'push', repository: 'api', branches: [] }
    expect(triggerFieldsSchema.safeParse({ ...trigger, on }).error?.issues[0]?.message).toBe('Name a branch or a tag')
    expect(triggerFieldsSchema.safeParse({ ...trigger, on: { ...on, tags: ['v*'] } }).success).toBe(true)
  })

  it('fills the inputs from what was pushed', () => {
    expect(inputsOf(trigger, { push })).toEqual({ gitRevision: commit, note: 'from main' })
    expect(inputsOf({ inputs: { version: '$(push.tag)' } }, { push: { ...push, kind: 'tag', ref: 'v1' } })).toEqual({
      version: 'v1',
    })
  })

  it('fills the inputs from the run before it', () => {
    const inputs = {
      digest: '$(run.results.image-digest)',
      note: 'after #$(run.number)',
      gone: '$(run.results.gone)',
      own: '$(params.x)',
    }
    const run = { number: 4, results: [{ name: 'image-digest', value: 'sha256:1' }] }
    expect(inputsOf({ inputs }, { run })).toEqual({
      digest: 'sha256:1',
      note: 'after #4',
      gone: '',
      own: '$(params.x)',
    })
  })

  it('refuses a schedule that is none, saying why', () => {
    const on = { kind: 'schedule', cron: '61 * * * *', timeZone: 'UTC' }
    const parsed = triggerFieldsSchema.safeParse({ ...trigger, on })
    expect(parsed.error?.issues[0]?.message).toBe('"61" is no minute')
  })
})

describe('a message about a push', () => {
  const zero = '0'.repeat(40)
  const before = 'b'.repeat(40)
  it('is read as GitHub and GitLab send it', () => {
    const commits = [
      { added: ['a'], modified: ['b'], removed: [] },
      { added: [], modified: ['b'], removed: ['c'] },
    ]
    const github = { ref: 'refs/heads/feature/x', before, after: commit, commits, pusher: { name: 'dan' }, zen: 1 }
    expect(readPushPayload(github)).toEqual({
      ...{ kind: 'branch', ref: 'feature/x', commit, before, by: 'dan', paths: ['a', 'b', 'c'] },
    })
    const gitlab = {
      ref: 'refs/heads/main',
      before: zero,
      after: commit,
      commits,
      user_name: 'Dan',
      total_commits_count: 2,
    }
    expect(readPushPayload(gitlab)).toEqual({ kind: 'branch', ref: 'main', commit, by: 'Dan', paths: ['a', 'b', 'c'] })
    expect(readPushPayload({ ...gitlab, total_commits_count: 40 })).not.toHaveProperty('paths')
  })

  it('about a tag tells the commit that it stands for', () => {
    const tagged = {
      ref: 'refs/tags/v1',
      before: zero,
      after: before,
      pusher: { name: 'dan' },
      head_commit: { id: commit },
    }
    expect(readPushPayload(tagged)).toEqual({ kind: 'tag', ref: 'v1', commit, by: 'dan' })
  })

  it.each([
    { ref: 'refs/tags/v1', before, after: zero },
    { ref: 'refs/heads/main', before, after: zero },
    { ref: 'refs/heads/main', before, after: 'not a commit' },
    { zen: 'Keep it logically awesome.' },
    'text',
  ])('is none: %j', (payload) => {
    expect(readPushPayload(payload)).toBeUndefined()
  })
})
