import { Play } from 'lucide-react'
import { memo, useMemo } from 'react'
import type { Viewer } from '#contract/presence.ts'
import { useEdited } from '#client/change-set/use-editor-state.ts'
import { pathTo } from '#client/paths.ts'
import { changeSetMessages } from '#parts/change-set/change-set-messages.ts'
import { DraftMark } from '#parts/change-set/draft-mark.tsx'
import { HistoryButtons } from '#parts/change-set/history-buttons.tsx'
import { Breadcrumb } from '#ui/page/breadcrumb.tsx'
import { Button } from '#ui/button.tsx'
import type { Command } from '#ui/commands/registry.ts'
import { useCommands } from '#ui/commands/use-commands.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useOffReason } from '#parts/off-reason.ts'
import { Fill } from '#ui/page/slots.tsx'
import { showToast } from '#ui/overlays/toast.tsx'
import { useDesigner, useView } from './designer-context.tsx'
import { changedIds } from '#client/change-set/editor.ts'
import { LineMenu } from './line-menu.tsx'
import { designerMessages } from './messages.ts'
import { Presence } from './presence/presence.tsx'
import type { DraftState } from '#client/change-set/use-draft.ts'

export interface HeaderProps {
  /** Others who have the line open. */
  readonly others: readonly Viewer[]
  readonly isElsewhere: boolean
  readonly draft: DraftState
  readonly onPublish: () => void
  readonly onRun: () => void
}

/** The top bar of the designer: version, draft, undo and redo, Publish, Run. */
export const DesignerHeader = memo(function DesignerHeader({
  others,
  isElsewhere,
  draft,
  onPublish,
  onRun,
}: HeaderProps) {
  const t = useMessages(designerMessages)
  const shared = useMessages(changeSetMessages)
  const { project, line, editor, editable } = useDesigner()
  const view = useView()
  const offReason = useOffReason(project)
  const changes = useEdited(editor, (state) => changedIds(state).length)
  const version = useEdited(editor, (state) => state.bases[editor.subject]?.version ?? 0)
  const isEmpty = view.line.spec.stages.length === 0
  const hasErrors = view.findings.some((finding) => finding.severity === 'error')
  const publishReason =
    offReason('line.edit') ??
    (isElsewhere
      ? shared('otherTab')
      : changes === 0
        ? t('nothingToPublish')
        : isEmpty
          ? t('stageFirst')
          : hasErrors
            ? t('fixFirst')
            : undefined)
  const commands = useMemo(
    (): readonly Command[] => [
      {
        id: 'designer.publish',
        title: t('publishTitle'),
        group: t('group'),
        keys: ['Mod+Shift+S'],
        inFields: true,
        // A key cannot look disabled as the button does, so it says why in a toast.
        run: () => (publishReason === undefined ? onPublish() : showToast({ text: publishReason })),
      },
    ],
    [t, publishReason, onPublish],
  )
  useCommands(commands)
  const runReason = offReason('run.start')
  return (
    <>
      <Breadcrumb
        crumbs={[{ title: t('lines'), to: pathTo('lines', { project }) }, { title: line }]}
        aside={
          <>
            <LineMenu />
            <span className="lw-version">{version === 0 ? t('neverPublished') : t('version', { version })}</span>
            <DraftMark draft={draft} changes={changes} editable={editable} />
            <Presence others={others} />
          </>
        }
      />
      <Fill slot="actions">
        {editable ? <HistoryButtons editor={editor} commands="designer" /> : null}
        <Button reason={publishReason} onPress={onPublish}>
          {t('publish')}
        </Button>
        <Button kind="primary" icon={<Play size={16} aria-hidden />} reason={runReason} onPress={onRun}>
          {t('run')}
        </Button>
      </Fill>
    </>
  )
})
