/** What the client needs from the sign-in; implemented by the session feature. */
export interface SessionPort {
  /** The access token of this tab's person; renewed silently when `fresh`. Undefined when nobody is signed in. */
  readonly token: (fresh?: boolean) => Promise<string | undefined>
  /**
   * Called after a 401 that a fresh token did not cure: the page stays, drafts are flushed, the person signs in again. Resolves to
   * whether the request may be repeated; false when another person came back.
   */
  readonly signInAgain: () => Promise<boolean>
}

/** Tokens that the server has refused; undefined stands for nobody. */
export type Refused = readonly (string | undefined)[]

/**
 * Gets somebody signed in again after these tokens were refused. Asks only if signing in silently yields nothing but refused tokens; a person who has
 * signed in meanwhile, here or in another tab, is not asked.
 */
export async function isThereAgain(session: SessionPort, refused: Refused): Promise<boolean> {
  const known = await session.token()
  return (known !== undefined && !refused.includes(known)) || session.signInAgain()
}

const flushers = new Set<() => Promise<void>>()

/** Registers a save to be done before the page signs in again or closes. Returns a function that unregisters it. */
export function onFlush(flush: () => Promise<void>): () => void {
  flushers.add(flush)
  return () => flushers.delete(flush)
}

/** Runs all registered saves; one that fails does not stop the others. */
export async function flushAll(): Promise<void> {
  await Promise.allSettled([...flushers].map((flush) => flush()))
}
