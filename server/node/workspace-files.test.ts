import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createWorkspaceFiles } from './workspace-files.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'linewright-workspaces-'))
  mkdirSync(join(root, 'shop/run1/api/dist'), { recursive: true })
  writeFileSync(join(root, 'shop/run1/api/dist/app.js'), 'app')
  writeFileSync(join(root, 'shop/run1/api/notes.txt'), 'notes')
  writeFileSync(join(root, 'outside.txt'), 'outside')
  symlinkSync(join(root, 'outside.txt'), join(root, 'shop/run1/api/link.txt'))
  symlinkSync(root, join(root, 'shop/run1/up'))
})
afterEach(() => rmSync(root, { recursive: true }))

const everything = { limit: 100, skipped: () => false, wanted: () => true }

describe('files of workspaces', () => {
  it('are listed in order, without what links lead to', async () => {
    const files = createWorkspaceFiles(root)
    expect(await files.list('shop', 'run1', everything)).toEqual([
      { path: 'api/dist/app.js', size: 3 },
      { path: 'api/notes.txt', size: 5 },
    ])
    expect(await files.list('shop', 'run1', { ...everything, limit: 1 })).toHaveLength(1)
    expect(await files.list('shop', 'run1', { ...everything, skipped: (path) => path === 'api/dist' })).toHaveLength(1)
    expect(await files.list('shop', 'gone', everything)).toEqual([])
  })

  it('are measured, removed, and said to be gone', async () => {
    const files = createWorkspaceFiles(root)
    expect(await files.runs('shop')).toEqual(['run1'])
    expect(await files.size('shop', 'run1')).toBe(8)
    expect(await files.removedAt('shop', 'run1')).toBeUndefined()
    await files.remove('shop', 'run1', '2026-01-01T00:00:00Z')
    expect(await files.runs('shop')).toEqual([])
    expect(await files.removedAt('shop', 'run1')).toBe('2026-01-01T00:00:00Z')
    expect(await files.removedAt('shop', 'run2')).toBeUndefined()
    expect(existsSync(join(root, 'outside.txt')), 'what a link leads to stays').toBe(true)
  })

  it('keep nobody waiting for a pipe, into which nobody writes', async () => {
    execFileSync('mkfifo', [join(root, 'shop/run1/api/dist/pipe')])
    const files = createWorkspaceFiles(root)
    // Waiting would block one of the four threads that read all of the server's files.
    const asked = Array.from({ length: 5 }, () => files.open('shop', 'run1', 'api/dist/pipe'))
    expect(await Promise.all(asked)).toEqual(asked.map(() => undefined))
  })

  it('are read whole, and nothing else is', async () => {
    const files = createWorkspaceFiles(root)
    const file = await files.open('shop', 'run1', 'api/dist/app.js')
    expect(file?.size).toBe(3)
    expect(await new Response(file?.bytes).text()).toBe('app')
    for (const path of ['api/link.txt', 'up/outside.txt', '../../outside.txt', 'api', 'api/gone.txt', ''])
      expect(await files.open('shop', 'run1', path), path).toBeUndefined()
    expect(await files.open('..', 'shop', 'run1/api/notes.txt')).toBeUndefined()
  })
})
