// One process at a time: two set-ups beside each other (a test run beside a start, two starts) would overwrite each other's files.
import { mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Waits until nobody else works in the folder. Resolves to what lets the next one in. A lock that a killed process left is taken over.
 * @param {string} folder
 * @param {(process: number) => void} [onWait] is told once for whom it waits
 * @returns {Promise<() => Promise<void>>}
 */
export async function lock(folder, onWait = () => {}) {
  await mkdir(folder, { recursive: true })
  const file = join(folder, 'lock')
  let hasWaited = false
  for (;;) {
    try {
      const handle = await open(file, 'wx')
      await handle.writeFile(String(process.pid))
      await handle.close()
      return () => rm(file, { force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    const holder = await holderOf(file)
    if (holder === undefined) {
      await rm(file, { force: true })
      continue
    }
    if (!hasWaited && holder > 0) onWait(holder)
    hasWaited ||= holder > 0
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** Who has it: a living process, 0 for one that has yet to write who it is, or nobody. */
async function holderOf(file) {
  const [text, { mtimeMs }] = await Promise.all([readFile(file, 'utf8'), stat(file)]).catch(() => ['', { mtimeMs: 0 }])
  const pid = Number(text)
  if (!(pid > 0)) return Date.now() - mtimeMs < 2000 ? 0 : undefined
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error.code !== 'EPERM') return undefined
  }
  return pid
}
