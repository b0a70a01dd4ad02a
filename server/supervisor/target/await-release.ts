import { pause } from '../pause.ts'
import { troubleOf, type Release } from './release.ts'
import type { ServiceKey } from './service-ports.ts'
import type { Services } from './services.ts'

const lookEveryMs = 100
const replaced = 'it was replaced by a newer rollout or stopped'

/** Waits until a release can take over; returns why it cannot, or undefined. Passes its replicas and their trouble to `onLook`. */
export async function awaitRelease(
  release: Release,
  services: Services,
  keys: readonly ServiceKey[],
  {
    signal,
    onLook,
  }: { readonly signal: AbortSignal; readonly onLook: (ready: number, trouble: string | undefined) => void },
): Promise<string | undefined> {
  const deadlineSeconds = Math.max(
    ...release.plan.workloads.map(({ progressDeadlineSeconds }) => progressDeadlineSeconds),
  )
  const until = Date.now() + deadlineSeconds * 1000
  while (release.ready() < release.wanted()) {
    if (!(await pause(lookEveryMs, signal))) return replaced
    const trouble = troubleOf(release)
    if (trouble?.final === true) return trouble.text
    if (Date.now() > until) return `it was not ready after ${deadlineSeconds} s; ${trouble?.text ?? 'no reason given'}`
    onLook(release.ready(), trouble?.text)
  }
  for (const key of keys) {
    const trouble = await services.trouble(key)
    if (trouble !== undefined) return `${trouble}; end that program, then deploy again`
  }
  return signal.aborted ? replaced : undefined
}
