import { expect, it } from 'vitest'
import type { RunEvent } from '#domain/run/events.ts'
import { createManualClock } from '#server/ports/manual-clock.ts'
import type { Entry } from './entries.ts'
import { createMemoryJournal } from './memory-journal.ts'
import { openWorld } from './world.ts'

const at = '2026-05-04T12:00:00.000Z'
const clock = createManualClock(Date.parse(at))

function changed(name: string, status: 'True' | 'Unknown'): RunEvent {
  const taskRun = { name, pipelineTask: name, retry: 0, condition: { status, reason: '' }, steps: [], results: [] }
  return { kind: 'task-changed', at, attempt: 1, stage: 'build', taskRun }
}

it('forgets what a task wrote that the closing page broke off, and keeps the logs of those that had ended', async () => {
  const entries: Entry[] = []
  const before = await openWorld(createMemoryJournal(entries), clock)
  await before.runs.create({ id: 'run', project: 'books', line: 'release', idempotencyKey: 'once', events: () => [] })
  await before.runs.append({
    run: 'run',
    expected: 0,
    events: [changed('test', 'True'), changed('package', 'Unknown')],
    ended: false,
  })
  const keyOf = (taskRun: string) => ({ namespace: 'books', taskRun, retry: 0, step: 'run' })
  for (const task of ['test', 'package']) before.logs.append(keyOf(task), new TextEncoder().encode(`${task}\n`))

  const after = await openWorld(createMemoryJournal(entries), clock)
  expect(await after.logs.read(keyOf('test'), 0, 100)).toMatchObject({ size: 5 })
  expect(await after.logs.read(keyOf('package'), 0, 100)).toBeUndefined()
  after.logs.append(keyOf('package'), new TextEncoder().encode('again\n'))
  await after.runs.append({ run: 'run', expected: 2, events: [changed('package', 'True')], ended: false })

  const later = await openWorld(createMemoryJournal(entries), clock)
  expect(await later.logs.read(keyOf('package'), 0, 100)).toMatchObject({ size: 6 })
})

it('notes that a secret was set, never its value', async () => {
  const entries: Entry[] = []
  const world = await openWorld(createMemoryJournal(entries), clock)
  await world.secrets.write({ project: 'books', environment: 'staging', key: 'token', value: 'swordfish', at })
  expect(JSON.stringify(entries)).not.toContain('swordfish')
  const again = await openWorld(createMemoryJournal(entries), clock)
  expect(await again.secrets.list('books')).toMatchObject([{ key: 'token', environment: 'staging' }])
})

it('refuses a commit on a branch that has moved, and keeps the one that was taken', async () => {
  const entries: Entry[] = []
  const world = await openWorld(createMemoryJournal(entries), clock)
  const hosted = { project: 'books', repository: 'api' }
  const author = { name: 'Dan', email: 'dan@example.org' }
  const files = new Map([['a.txt', new TextEncoder().encode('one')]])
  const first = await world.repositories.create(hosted, { branch: 'main', files, author, message: 'Begin', at })
  const head = first.ok ? first.value.commit : ''
  const commit = (text: string) =>
    world.repositories.commitFiles(hosted, {
      branch: 'main',
      files: { 'a.txt': text },
      author,
      message: text,
      expectedHead: head,
    })
  expect((await commit('two')).ok).toBe(true)
  expect(await commit('three')).toMatchObject({ ok: false, error: { code: 'version-conflict' } })
  const again = await openWorld(createMemoryJournal(entries), clock)
  expect(await again.repositories.readFile(hosted, '', 'a.txt')).toEqual({ ok: true, value: 'two' })
  expect(await again.repositories.listCommits(hosted, '', 9)).toEqual(
    await world.repositories.listCommits(hosted, '', 9),
  )
})

it('keeps who has left a project, and what was changed about it', async () => {
  const entries: Entry[] = []
  const { projects } = await openWorld(createMemoryJournal(entries), clock)
  await projects.create({ name: 'books', displayName: 'Books', description: '' })
  await projects.change('books', (before) => ({ ...before, displayName: 'Bookshelf' }))
  await projects.saveMember('books', { person: { id: 'dan', name: 'Dan' }, role: 'developer', teams: [] })
  await projects.removeMember('books', 'dan')
  const again = await openWorld(createMemoryJournal(entries), clock)
  expect(await again.projects.read('books')).toMatchObject({ displayName: 'Bookshelf' })
  expect(await again.projects.members('books')).toEqual([])
})
