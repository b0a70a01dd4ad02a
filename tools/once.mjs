// Does what is not done yet, one process at a time.
import { join } from 'node:path'
import { lock } from '../compiler/build-lock.mjs'
import { root } from './programs.mjs'
import { say } from './progress.mjs'

/**
 * @param {string} name
 * @param {() => boolean | Promise<boolean>} isDone
 * @param {() => Promise<void>} work
 */
export async function once(name, isDone, work) {
  if (await isDone()) return
  const release = await lock(join(root, '.build', name), (holder) =>
    say(`Another set-up (process ${holder}) is under way: waiting for it`),
  )
  try {
    if (!(await isDone())) await work()
  } finally {
    await release()
  }
}
