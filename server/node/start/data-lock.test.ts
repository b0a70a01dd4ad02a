import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockData } from './data-lock.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'linewright-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('the lock of a data directory', () => {
  it('keeps a second server out, which says where the first is, and goes with a killed process', async () => {
    const module = fileURLToPath(new URL('./data-lock.ts', import.meta.url))
    const script = `
      const { lockData } = await import(${JSON.stringify(module)})
      const lock = lockData(${JSON.stringify(folder)})
      lock.value.tell('http://localhost:1')
      process.stdout.write('locked')
      setInterval(() => {}, 1000)`
    const other = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(other.stdout, 'data')
    const refused = lockData(folder)
    expect(refused.ok ? '' : refused.error.message).toContain(`http://localhost:1 (process ${other.pid ?? ''})`)
    other.kill('SIGKILL')
    await once(other, 'exit')
    const taken = lockData(folder)
    expect(taken.ok).toBe(true)
    if (taken.ok) taken.value.release()
  })

  it.runIf(process.platform === 'linux')(
    'refuses at once what no folder can be made in, and what holds no file',
    () => {
      for (const dataDir of ['/proc/linewright/data', '/proc', '/etc/hostname', '/etc/hostname/data']) {
        const refused = lockData(dataDir)
        expect(refused.ok ? '' : refused.error.message).toBe(`Nothing can be kept in the data directory ${dataDir}.`)
      }
    },
  )
})
