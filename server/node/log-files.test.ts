import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLogFiles } from './log-files.ts'

const key = { namespace: 'bookshelf', taskRun: 'run-1-build', retry: 0, step: 'test' }
let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linewright-logs-'))
  mkdirSync(join(folder, 'bookshelf', 'run-1-build', '0'), { recursive: true })
  file = join(folder, 'bookshelf', 'run-1-build', '0', 'test.log')
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('log files', () => {
  it('are read from a byte on, as far as wanted', async () => {
    const logs = createLogFiles(folder)
    expect(await logs.read(key, 0, 10)).toBeUndefined()
    writeFileSync(file, 'abcdef')
    expect(await logs.read(key, 2, 3)).toEqual({ bytes: new TextEncoder().encode('cde'), size: 6 })
    expect(await logs.read(key, 9, 3)).toEqual({ bytes: new Uint8Array(), size: 6 })
  })

  it('are read in one piece by whoever wants much of them', async () => {
    const text = 'line\n'.repeat(200_000)
    writeFileSync(file, text)
    const read = await createLogFiles(folder).read(key, 100, 2_000_000)
    expect(read).toEqual({ bytes: new TextEncoder().encode(text.slice(100)), size: 1_000_000 })
    expect(await createLogFiles(folder).read(key, 1_000_001, 2_000_000)).toEqual({ bytes: new Uint8Array(), size: 1e6 })
    expect(await createLogFiles(folder).read({ ...key, step: 'other' }, 0, 2_000_000)).toBeUndefined()
  })

  it('tell when they have grown, and stop to when nobody listens any more', async () => {
    const logs = createLogFiles(folder)
    const stop = new AbortController()
    const first = logs.grown(key, 0, stop.signal)
    writeFileSync(file, 'abc')
    await first
    const second = logs.grown(key, 3, stop.signal)
    appendFileSync(file, 'd')
    await second
    const third = logs.grown(key, 4, stop.signal)
    stop.abort()
    await third
    expect((await logs.read(key, 0, 10))?.size).toBe(4)
  })

  it('never lie outside of their folder', async () => {
    writeFileSync(join(folder, 'secret.log'), 'x')
    const outside = { ...key, taskRun: '..', step: '../secret' }
    expect(await createLogFiles(folder).read(outside, 0, 10)).toBeUndefined()
  })
})
