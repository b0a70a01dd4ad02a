import { memo, useEffect, useMemo, useRef } from 'react'
import { stageAtLine } from '#domain/line/cut.ts'
import type { ParsedLine } from '#domain/line/parse.ts'
import { ok } from '#domain/result.ts'
import { CodeView } from '#ui/code/code-view.tsx'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { Badge } from '#ui/marks.tsx'
import { PaneButtons } from '#ui/page/split-pane.tsx'
import { Tabs } from '#ui/page/tabs.tsx'
import { useAddress } from '#ui/use-address.ts'
import { ChangesTab } from './versions/changes-tab.tsx'
import { useDesigner, useSelected, useView } from './designer-context.tsx'
import { useEdited } from '#client/change-set/use-editor-state.ts'
import { changedIds, draftedText, editText } from '#client/change-set/editor.ts'
import { designerMessages } from './messages.ts'
import { pipelineMessages } from './pipelines/pipeline-messages.ts'
import { PipelinesTab } from './pipelines/pipelines-tab.tsx'
import { ProblemsTab } from './problems-tab.tsx'
import { qvsMessages } from './qvs/qvs-messages.ts'
import { QvsTab } from './qvs/qvs-tab.tsx'
import { useFindingMarkers } from './use-finding-markers.ts'
import { VersionsTab } from './versions/versions-tab.tsx'

export interface DrawerProps {
  readonly place: { readonly line: number; readonly column?: number } | undefined
  readonly onCursor: (line: number, column: number) => void
}

/** The tabs below the board: problems, YAML, QVS Configs, pasted Pipelines, changes. */
export const Drawer = memo(function Drawer({ place, onCursor }: DrawerProps) {
  const t = useMessages(designerMessages)
  const qvs = useMessages(qvsMessages)
  const pipelines = useMessages(pipelineMessages)
  const [search, change] = useAddress()
  const tab = search.get('drawer') ?? 'yaml'
  return (
    <section className="lw-drawer" aria-label={t('drawer')}>
      <Tabs
        label={t('drawer')}
        selected={tab}
        onSelect={(id) => change({ drawer: id })}
        aside={
          <>
            {tab === 'yaml' ? <TextNote /> : null}
            <PaneButtons />
          </>
        }
        items={[
          { id: 'problems', title: t('problems'), badge: <ErrorCount />, content: <ProblemsTab /> },
          { id: 'yaml', title: t('yaml'), content: <YamlTab place={place} onCursor={onCursor} />, isKept: true },
          { id: 'qvs', title: qvs('title'), content: <QvsTab /> },
          { id: 'pipelines', title: pipelines('pasted'), content: <PipelinesTab /> },
          { id: 'changes', title: t('changes'), badge: <ChangeCount />, content: <ChangesTab /> },
          { id: 'versions', title: t('versions'), content: <VersionsTab /> },
        ]}
      />
    </section>
  )
})

// A component of its own, since it changes with every edit and would redraw all tabs.
function ErrorCount() {
  const { findings } = useView()
  const errors = findings.filter((finding) => finding.severity === 'error').length
  return errors === 0 ? null : <Badge tone="red">{errors}</Badge>
}

function ChangeCount() {
  const { editor } = useDesigner()
  const changes = useEdited(editor, (state) => changedIds(state).length)
  return changes === 0 ? null : <Badge>{changes}</Badge>
}

/** Says that text and board follow each other, unless the text is broken: then the board says so. */
function TextNote() {
  const t = useMessages(designerMessages)
  const { isBroken } = useView()
  return isBroken ? null : <span className="lw-muted lw-drawer-note">{t('twoWay')}</span>
}

/** The line's YAML, both ways: the board follows as soon as the text can be read. */
function YamlTab({ place, onCursor }: DrawerProps) {
  const t = useMessages(designerMessages)
  const { editor, editable, select } = useDesigner()
  const view = useView()
  const { selected } = useSelected()
  const id = editor.subject
  const text = useEdited(editor, (state) => draftedText(state, id)) ?? ''
  const own = useMemo(() => view.findings.filter(({ place: at }) => at.document === undefined), [view.findings])
  const markers = useFindingMarkers(own)
  const from = selected === undefined ? -1 : view.line.spec.stages.findIndex((stage) => stage.name === selected)
  const typing = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(typing.current), [])
  /** Putting the cursor into a stage's text selects the stage. A cursor that merely moved with an edit does not. */
  function follow(line: number): void {
    if (document.activeElement?.closest('.lw-code') === null) return
    const index = stageAtLine(text, line)
    const at = index === undefined ? -1 : view.parsed.stageIndexes.indexOf(index)
    const name = view.parsed.line?.spec.stages[at]?.name
    if (name !== undefined && name !== selected && view.parsed.text === text) select(name)
  }
  const highlight = useMemo(() => linesOf(view.parsed, from), [view.parsed, from])
  return (
    <CodeView
      label={t('yaml')}
      text={text}
      readOnly={!editable}
      markers={markers}
      highlight={highlight}
      reveal={place}
      onCursor={(line, column) => {
        onCursor(line, column)
        follow(line)
      }}
      onChange={(typed) => {
        clearTimeout(typing.current)
        // A pause ends the undo step; what is typed afterwards is a step of its own.
        typing.current = setTimeout(editor.endBurst, 1000)
        editor.apply(
          t('stepYaml'),
          editText(editor.store.getState(), id, () => ok(typed)),
          'yaml',
        )
      }}
      onUndo={editor.undo}
      onRedo={editor.redo}
    />
  )
}

/** The first and last line of a stage's text. */
function linesOf(parsed: ParsedLine, at: number): { from: number; to: number } | undefined {
  const index = parsed.stageIndexes[at]
  if (index === undefined) return undefined
  const { line, start, end } = parsed.yaml.rangeAt(['spec', 'stages', index])
  const body = parsed.text.slice(start, end).trimEnd()
  return { from: line, to: line + body.split('\n').length - 1 }
}
