import { useEffect, useMemo } from 'react'
import { type Refusal, refusalOf } from '#client/refusal.ts'

/** What an endpoint refused, beside the fields meant. Where that is all, the first of them gets the focus: no panel tells of it. */
export function useRefusal(error: Error | null, fields: readonly string[]): Refusal {
  const names = fields.join(' ')
  const refusal = useMemo(() => refusalOf(error, names.split(' ')), [error, names])
  useEffect(() => {
    if (error !== null && refusal.rest === undefined)
      document.querySelector<HTMLElement>('[role=dialog] [aria-invalid=true], form [aria-invalid=true]')?.focus()
  }, [error, refusal])
  return refusal
}
