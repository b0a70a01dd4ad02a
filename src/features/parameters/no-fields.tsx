import { ListChecks, Plus, SlidersHorizontal } from 'lucide-react'
import { pathTo } from '#client/paths.ts'
import type { Scope } from '#domain/parameters/scope.ts'
import { useFindingWords } from '#parts/findings/use-finding-words.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/page/empty-state.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { parametersMessages } from './messages.ts'
import { useUnevaluated } from './use-unevaluated.ts'
import { useValues } from './values-context.ts'

interface NoFieldsProps {
  /** The scope to fill in; absent for all of them. */
  readonly scope?: Scope
}

/** Shown if no values are needed: there are no adapters yet, or they could not be evaluated. */
export function NoFields({ scope }: NoFieldsProps) {
  const t = useMessages(parametersMessages)
  const words = useFindingWords()
  const application = scope !== undefined && 'application' in scope ? scope.application : undefined
  const fault = useUnevaluated().find((one) => one.application === application)?.finding
  const none = application === undefined ? t('noParametersText') : t('noParametersOf', { application })
  return (
    <EmptyState
      icon={<SlidersHorizontal size={24} />}
      title={t(fault === undefined ? 'noParameters' : 'noEvaluation')}
      text={fault === undefined ? none : words.said(fault)}
      action={<FirstStep application={application} />}
    />
  )
}

/** The next missing step: a published application, or adapters in its QVS Config. */
function FirstStep(props: { readonly application: string | undefined }) {
  const t = useMessages(parametersMessages)
  const { project, world, publishedWorld, editable, show } = useValues()
  const application = props.application ?? world.applications[0]?.name
  if (application === undefined)
    return (
      <Button
        icon={<Plus size={14} aria-hidden />}
        reason={editable ? undefined : t('readOnly')}
        onPress={() => show({ view: 'resources', dialog: 'new-application' })}
      >
        {t('newApplication')}
      </Button>
    )
  if (publishedWorld.applications.some(({ name }) => name === application))
    return (
      <div className="lw-row">
        <LinkButton to={pathTo('lines', { project })}>{t('openLines')}</LinkButton>
        <LinkButton to={pathTo('qvsConfig', { project, application })}>{t('openQvsConfig')}</LinkButton>
      </div>
    )
  return (
    <Button icon={<ListChecks size={14} aria-hidden />} onPress={() => show({ dialog: 'review' })}>
      {t('publishApplication', { application })}
    </Button>
  )
}
