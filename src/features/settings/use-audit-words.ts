import { useMessages } from '#ui/i18n/use-messages.tsx'
import { auditActions } from './audit-messages.ts'

type Action = keyof typeof auditActions

/** Tells an action of the audit log in words; one without words keeps its name. */
export function useAuditWords(): (action: string) => string {
  const t = useMessages(auditActions)
  return (action) => (isAction(action) ? t(action) : action)
}

/** Actions that can be looked for. */
export const knownActions: readonly string[] = Object.keys(auditActions)

function isAction(name: string): name is Action {
  return Object.hasOwn(auditActions, name)
}
