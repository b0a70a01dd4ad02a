import { SlidersHorizontal } from 'lucide-react'
import { pathTo } from '#client/paths.ts'
import type { Scope } from '#domain/parameters/scope.ts'
import { useFindingWords } from '#parts/findings/use-finding-words.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { parametersMessages } from '../messages.ts'
import { useUnevaluated } from '../use-unevaluated.ts'
import { useValues } from '../values-context.ts'

/** A scope that nothing asks values of: because there are no adapters yet, or because those that are there could not be evaluated. */
export function NoFields({ scope }: { readonly scope: Scope }) {
  const t = useMessages(parametersMessages)
  const words = useFindingWords()
  const { project, publishedWorld } = useValues()
  const application = 'application' in scope ? scope.application : undefined
  const isPublished = publishedWorld.applications.some(({ name }) => name === application)
  const fault = useUnevaluated().find((one) => one.application === application)?.finding
  const none = application === undefined ? t('noParametersText') : t('noParametersOf', { application })
  return (
    <EmptyState
      icon={<SlidersHorizontal size={24} />}
      title={t(fault === undefined ? 'noParameters' : 'noEvaluation')}
      text={fault === undefined ? none : words.said(fault)}
      action={
        application !== undefined && isPublished ? (
          <LinkButton to={pathTo('qvsConfig', { project, application })}>{t('openQvsConfig')}</LinkButton>
        ) : undefined
      }
    />
  )
}
