import { saidBy } from '#domain/said-by.ts'
import type { Ports } from '../../ports.ts'
import { secretValues } from './secret-values.ts'

const lookAgainAfter = 10_000

/**
 * Supplies a restarted target with the secret values of its applications, since it stores none. Returns a function that
 * stops it.
 */
export function supplySecrets({ target, secrets, clock, report }: Ports, signal: AbortSignal): () => void {
  let stop = (): void => undefined
  async function supply(): Promise<void> {
    for (const wanted of await target.secretsWanted()) {
      const values = await secretValues(secrets, wanted.target, wanted.secrets)
      if (values.ok) await target.supplySecrets(wanted.target, values.value)
    }
  }
  function round(): void {
    if (signal.aborted) return
    supply()
      .catch((error: unknown) => {
        if (!signal.aborted) report(`secrets for the target: ${saidBy(error)}`)
      })
      .finally(() => {
        if (!signal.aborted) stop = clock.after(lookAgainAfter, round)
      })
  }
  round()
  return () => stop()
}
