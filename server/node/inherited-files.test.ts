import { spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it, vi } from 'vitest'
import { layoutOf } from '#server/supervisor/layout.ts'
import { createSupervisorClient } from './supervisor-client.ts'

it('a supervisor hands no file on to steps that whoever started it had open', async () => {
  const data = mkdtempSync(join(tmpdir(), 'linewright-inherited-'))
  const path = join(data, 'not-for-steps')
  const file = openSync(path, 'w')
  const main = fileURLToPath(new URL('../supervisor/main.ts', import.meta.url))
  // Number 40, since Node itself closes the first ones.
  const stdio = [...Array.from({ length: 40 }, () => 'ignore' as const), file]
  const child = spawn(process.execPath, [main, '--data', data], { stdio })
  closeSync(file)
  const gone = new Promise((resolve) => child.on('exit', resolve))
  const { pid = 0 } = child
  expect(filesOf(pid)).toContain(path)
  const client = createSupervisorClient({ socket: layoutOf(data).socket })
  await vi.waitUntil(async () => (await client.hello()).ok, { timeout: 50_000 })
  expect(filesOf(pid)).not.toContain(path)
  await client.requestStop()
  await gone
  rmSync(data, { recursive: true })
})

function filesOf(pid: number): readonly string[] {
  return readdirSync(`/proc/${pid}/fd`).map((file) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${file}`)
    } catch {
      return ''
    }
  })
}
