import { chmodSync, existsSync, mkdirSync, mkdtempSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { removeFolder, removeFolderNow } from './remove-folder.ts'

const isRoot = process.geteuid?.() === 0
const nobody = 65_534

// Root may remove everything, so nothing would be tested as root.
beforeEach(() => void (isRoot && process.seteuid?.(nobody)))
afterEach(() => void (isRoot && process.seteuid?.(0)))

it.each([
  ['later', removeFolder],
  ['at once', async (path: string) => removeFolderNow(path)],
])('a folder that is removed %s takes with it what is read-only, and leaves what links lead to', async (_, remove) => {
  const [folder, outside] = [mkdtempSync(join(tmpdir(), 'left-')), mkdtempSync(join(tmpdir(), 'outside-'))]
  chmodSync(outside, 0o500)
  mkdirSync(join(folder, 'go', 'module'), { recursive: true })
  mkdirSync(join(folder, 'hidden', 'file'), { recursive: true })
  symlinkSync(outside, join(folder, 'link'))
  chmodSync(join(folder, 'go'), 0o555)
  chmodSync(join(folder, 'hidden'), 0)
  await remove(folder)
  expect(existsSync(folder)).toBe(false)
  expect(statSync(outside).mode & 0o777).toBe(0o500)
})
