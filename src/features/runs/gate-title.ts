import { environmentOfGate, isCalendarGate } from '#domain/gates/demanded.ts'
import type { GateRun } from '#domain/run/gate-run.ts'
import type { Snapshot } from '#domain/run/snapshot.ts'
import type { Translate } from '#ui/i18n/use-messages.tsx'
import type { runMessages } from './messages.ts'
import { nameOfGate } from './run-words.ts'

/** A gate's title, from the run's line or from the environment's rule that demands it. */
export function titleOfGate(t: Translate<typeof runMessages>, gate: GateRun, snapshot: Snapshot | undefined): string {
  if (isCalendarGate({ key: gate.gate, live: gate.rule !== undefined }))
    return t('gateCalendar', { environment: environmentOfGate(gate.gate) })
  const own = snapshot?.line.spec.gates?.find(({ name }) => name === gate.gate)
  return own?.title ?? gate.rule?.title ?? nameOfGate(gate)
}
