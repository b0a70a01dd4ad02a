const lock = 'linewright-demo'

/** Makes this the only tab with the demo, for as long as it lives. Calls `onWait` if another tab has it, and waits until that is gone. */
export async function becomeTheTab(onWait: () => void): Promise<void> {
  if (await tryToHold({ ifAvailable: true })) return
  onWait()
  await tryToHold({})
}

/** Resolves once the lock is held or known to be taken; never releases a held lock. */
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
