import { ListChecks } from 'lucide-react'
import { memo } from 'react'
import { useEdited } from '#client/change-set/use-editor-state.ts'
import { changedIds } from '#client/change-set/editor.ts'
import type { DraftState } from '#client/change-set/use-draft.ts'
import { pathTo } from '#client/paths.ts'
import { changeSetMessages } from '#parts/change-set/change-set-messages.ts'
import { DraftMark } from '#parts/change-set/draft-mark.tsx'
import { HistoryButtons } from '#parts/change-set/history-buttons.tsx'
import { Breadcrumb } from '#ui/page/breadcrumb.tsx'
import { Button } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useOffReason } from '#parts/off-reason.ts'
import { Segmented } from '#ui/fields/segmented.tsx'
import { Fill } from '#ui/page/slots.tsx'
import { parametersMessages } from './messages.ts'
import type { ValuesViewName } from './use-values-view.ts'
import { useValues, type Values } from './values-context.ts'
import { ValuesFilters } from './values-filters.tsx'
import { useSheetCounts } from './use-sheet-counts.ts'
import { useUnevaluated } from './use-unevaluated.ts'

/** Memoized: redraws when the view changes, not with every letter. */
const ViewSwitch = memo(Switch)

interface HeaderProps {
  readonly draft: DraftState
  readonly isElsewhere: boolean
  readonly milliseconds: number | undefined
}

/** The page's part of the top bar and of the status bar, with views and filters. */
export function ValuesHeader({ draft, isElsewhere, milliseconds }: HeaderProps) {
  const t = useMessages(parametersMessages)
  const shared = useMessages(changeSetMessages)
  const { project, editor, editable, sheet, view, show } = useValues()
  const offReason = useOffReason(project)
  const changes = useEdited(editor, (state) => changedIds(state).length)
  const counts = useSheetCounts()
  const unevaluated = useUnevaluated().length
  const reason =
    offReason('line.edit') ?? (isElsewhere ? shared('otherTab') : changes === 0 ? t('nothingToPublish') : undefined)
  const line = editor.subject.startsWith('line/') ? editor.subject.slice('line/'.length) : undefined
  return (
    <>
      <Breadcrumb
        crumbs={
          line === undefined
            ? [{ title: t('parameters') }]
            : [
                { title: t('lines'), to: pathTo('lines', { project }) },
                { title: line, to: pathTo('line', { project, line }) },
                { title: t('parameters') },
              ]
        }
        aside={<DraftMark draft={draft} changes={changes} editable={editable} />}
      />
      <Fill slot="actions">
        {editable ? <HistoryButtons editor={editor} commands="values" /> : null}
        <Button
          kind="primary"
          icon={<ListChecks size={16} aria-hidden />}
          reason={reason}
          onPress={() => show({ dialog: 'review' })}
        >
          {t('reviewChanges', { count: changes })}
        </Button>
      </Fill>
      <header className="lw-values-bar">
        <h1>{t('parameters')}</h1>
        <ViewSwitch view={view.view} show={show} />
        {view.view === 'grid' ? <ValuesFilters counts={counts} /> : null}
      </header>
      <Fill slot="statusLeft">
        {counts.missing > 0 || (unevaluated === 0 && sheet.rows.length > 0) ? (
          <span className="lw-values-status" data-missing={counts.missing > 0 || undefined}>
            {counts.missing > 0 ? t('statusMissing', { count: counts.missing }) : t('statusComplete')}
          </span>
        ) : null}
        {unevaluated === 0 ? null : (
          <span className="lw-values-status" data-missing>
            {t('statusNotEvaluated', { count: unevaluated })}
          </span>
        )}
        {counts.invalid === 0 ? null : (
          <span className="lw-values-status" data-missing>
            {t('faultsCount', { count: counts.invalid })}
          </span>
        )}
        <span>{t('statusSize', { parameters: sheet.rows.length, deployments: counts.deployments })}</span>
      </Fill>
      <Fill slot="statusRight">
        {milliseconds === undefined ? null : <span>{t('compiledIn', { milliseconds: Math.round(milliseconds) })}</span>}
      </Fill>
    </>
  )
}

function Switch({ view, show }: { readonly view: ValuesViewName; readonly show: Values['show'] }) {
  const t = useMessages(parametersMessages)
  return (
    <Segmented
      label={t('views')}
      selected={view}
      onSelect={(id) => show({ view: id === 'grid' ? undefined : id })}
      choices={[
        { id: 'form', title: t('form') },
        { id: 'grid', title: t('grid') },
        { id: 'compare', title: t('compare') },
        { id: 'resources', title: t('resources') },
      ]}
    />
  )
}
