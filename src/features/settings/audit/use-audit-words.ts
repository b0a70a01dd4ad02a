import { useMessages } from '#ui/i18n/use-messages.tsx'
import { auditActions, auditReasons } from './audit-messages.ts'

interface AuditWords {
  readonly action: (action: string) => string
  readonly reason: (code: string) => string
}

/** Words for audited actions and refusals; those without keep their names. */
export function useAuditWords(): AuditWords {
  const actions = useMessages(auditActions)
  const reasons = useMessages(auditReasons)
  return {
    action: (action) => (isIn(auditActions, action) ? actions(action) : action),
    reason: (code) => (isIn(auditReasons, code) ? reasons(code) : code),
  }
}

/** Actions to filter by. */
export const knownActions: readonly string[] = Object.keys(auditActions)

function isIn<T extends object>(messages: T, name: string): name is keyof T & string {
  return Object.hasOwn(messages, name)
}
