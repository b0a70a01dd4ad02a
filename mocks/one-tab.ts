const lock = 'linewright-demo'

/** Becomes the one tab that holds the demo, for as long as it lives. Calls `onWait` if another tab holds it, then waits until that is gone. */
export async function becomeTheTab(onWait: () => void): Promise<void> {
  if (await tryToHold({ ifAvailable: true })) return
  onWait()
  await tryToHold({})
}

/** Resolves as soon as the lock is held, or known to be taken; a held lock is never given back. */
function tryToHold(options: LockOptions): Promise<boolean> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(lock, options, (held) => {
        resolve(held !== null)
        return held === null ? undefined : new Promise<never>(() => undefined)
      })
      .catch(reject)
  })
}
