import { useEffect, useMemo } from 'react'
import { type Refusal, refusalOf } from '#client/refusal.ts'

/**
 * Assigns an endpoint's refusals to form fields. If all of them belong to fields, the first one gets the focus instead
 * of a panel.
 */
export function useRefusal(error: Error | null, fields: readonly string[]): Refusal {
  const names = fields.join(' ')
  const refusal = useMemo(() => refusalOf(error, names.split(' ')), [error, names])
  useEffect(() => {
    if (error !== null && refusal.rest === undefined)
      document.querySelector<HTMLElement>('[role=dialog] [aria-invalid=true], form [aria-invalid=true]')?.focus()
  }, [error, refusal])
  return refusal
}
