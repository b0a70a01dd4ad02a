import { Cloud, CloudOff, Lock, Play, Redo2, Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useRights } from '#client/access.ts'
import { pathTo } from '#client/paths.ts'
import { Breadcrumb } from '#ui/breadcrumb.tsx'
import { Button, IconButton } from '#ui/button.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useOffReason } from '#ui/off-reason.ts'
import { Fill } from '#ui/slots.tsx'
import { RelativeTime } from '#ui/values.tsx'
import { useDesigner, useEditorState } from './designer-context.ts'
import { changedIds } from '#client/change-set/editor.ts'
import { designerMessages } from './messages.ts'
import type { DraftState } from '#client/change-set/use-draft.ts'

export interface HeaderProps {
  readonly isElsewhere: boolean
  readonly draft: DraftState
  readonly onPublish: () => void
  readonly onRun: () => void
}

/** The designer's part of the top bar: which version, where the draft is, undo and redo, Publish and Run. */
export function DesignerHeader({ isElsewhere, draft, onPublish, onRun }: HeaderProps) {
  const t = useMessages(designerMessages)
  const { project, line, editor, view, editable } = useDesigner()
  const rights = useRights(project)
  const offReason = useOffReason()
  const state = useEditorState(editor)
  const { past, future } = state.history
  const changes = changedIds(state).length
  const version = state.bases[editor.subject]?.version ?? 0
  const hasErrors = view.findings.some((finding) => finding.severity === 'error')
  const publishReason =
    offReason(rights.may('line.edit'), rights.rolesFor('line.edit')) ??
    (isElsewhere ? t('elsewhere') : changes === 0 ? t('nothingToPublish') : hasErrors ? t('fixFirst') : undefined)
  const runReason = offReason(rights.may('run.start'), rights.rolesFor('run.start'))
  const last = past.at(-1)?.name
  const next = future[0]?.name
  return (
    <>
      <Breadcrumb
        label={t('trail')}
        crumbs={[{ title: t('lines'), to: pathTo('lines', { project }) }, { title: line }]}
        aside={
          <>
            <span className="lw-version">{version === 0 ? t('neverPublished') : t('version', { version })}</span>
            <DraftMark draft={draft} changes={changes} editable={editable} />
          </>
        }
      />
      <Fill slot="actions">
        {editable ? (
          <>
            <IconButton
              label={last === undefined ? t('undo') : t('undoStep', { step: last })}
              keys="Mod+Z"
              isDisabled={past.length === 0}
              onPress={editor.undo}
            >
              <Undo2 size={16} aria-hidden />
            </IconButton>
            <IconButton
              label={next === undefined ? t('redo') : t('redoStep', { step: next })}
              keys="Mod+Shift+Z"
              isDisabled={future.length === 0}
              onPress={editor.redo}
            >
              <Redo2 size={16} aria-hidden />
            </IconButton>
          </>
        ) : null}
        <Button reason={publishReason} onPress={onPublish}>
          {t('publish')}
        </Button>
        <Button kind="primary" icon={<Play size={16} aria-hidden />} reason={runReason} onPress={onRun}>
          {t('run')}
        </Button>
      </Fill>
    </>
  )
}

function DraftMark({
  draft,
  changes,
  editable,
}: {
  readonly draft: DraftState
  readonly changes: number
  readonly editable: boolean
}): ReactNode {
  const t = useMessages(designerMessages)
  if (!editable) {
    return (
      <span className="lw-draft-mark">
        <Lock size={16} aria-hidden /> {t('readOnly')}
      </span>
    )
  }
  const isKept = draft.kind === 'server' && draft.at !== undefined
  const words =
    changes === 0 && draft.kind !== 'saving'
      ? t('asPublished')
      : isKept && draft.at !== undefined
        ? t.nodes('draftSaved', { ago: <RelativeTime at={draft.at} ago /> })
        : draft.kind === 'browser'
          ? t('draftOffline')
          : draft.kind === 'failed'
            ? t('draftLost')
            : draft.kind === 'saving'
              ? t('draftSaving')
              : t('draft')
  return (
    <span className="lw-draft-mark" role="status">
      {draft.kind === 'browser' || draft.kind === 'failed' ? (
        <CloudOff size={16} aria-hidden />
      ) : (
        <Cloud size={16} aria-hidden />
      )}
      <span className="lw-ellipsis">{words}</span>
    </span>
  )
}
