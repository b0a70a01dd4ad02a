import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { createCriClock } from '../logging/cri-clock.ts'
import { openDeploymentLog } from './deployment-log.ts'

const folder = mkdtempSync(join(tmpdir(), 'deployment-log-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('a reader who was behind the end of a rotated log gets the new one at once, not with its next line', async () => {
  const log = openDeploymentLog(join(folder, 'staging.log'), createCriClock())
  log.say('The first line after the rotation')
  const reading = log.read(64 * 2 ** 20, true, new AbortController().signal)[Symbol.asyncIterator]()
  const { value } = await reading.next()
  expect(Buffer.from(value ?? []).toString()).toContain('The first line after the rotation')
  await reading.return?.()
  log.close()
})
