import type { Scope } from '#domain/parameters/scope.ts'
import type { Translate } from '#ui/i18n/use-messages.tsx'
import type { parametersMessages } from './messages.ts'

/** The name of a scope, in the person's language. */
export function scopeWords(t: Translate<typeof parametersMessages>, scope: Scope): string {
  switch (scope.kind) {
    case 'project':
      return t('scopeProject')
    case 'environment':
      return t('scopeEnvironment', { name: scope.environment })
    case 'application':
      return t('scopeApplication', { name: scope.application })
    case 'deployment':
      return t('scopeDeployment', { application: scope.application, name: scope.deployment })
  }
}
