import { type KeyboardEvent, useRef, useState } from 'react'
import { idPattern, normalise } from '#domain/ids.ts'
import { lineGraph, topologicalOrder } from '#domain/line/graph.ts'
import { buildLane } from '#domain/line/layout/layout-input.ts'
import { useMessages } from '#ui/i18n/use-messages.tsx'
import { useDesigner } from './designer-context.ts'
import { designerMessages } from './messages.ts'
import { problemsOf } from './picture.tsx'

interface Row {
  readonly id: string
  readonly level: 1 | 2
  readonly text: string
  readonly note: string
}

/** The board as a tree: whatever the mouse does on the canvas, the keyboard does here (E.7). */
export function Outline() {
  const t = useMessages(designerMessages)
  const { view, selected, select, remove, renameStage, editable } = useDesigner()
  const [renaming, setRenaming] = useState<string>()
  const [current, setCurrent] = useState<string>()
  const tree = useRef<HTMLDivElement>(null)
  const order = topologicalOrder(lineGraph(view.line))
  const { lanes } = view
  const rows: readonly Row[] = lanes.flatMap((lane): Row[] => [
    { id: `lane:${lane}`, level: 1, text: lane === buildLane ? t('build') : lane, note: '' },
    ...order
      .filter((name) => view.laneOf.get(name) === lane)
      .map((name): Row => {
        const stage = view.stages.get(name)
        const count = problemsOf(view.findingsOf.get(name) ?? []).length
        const after = (stage?.runAfter ?? []).join(', ')
        return {
          id: name,
          level: 2,
          text: name,
          note: [after === '' ? '' : `← ${after}`, count === 0 ? '' : t('problemsBadge', { count })]
            .filter((part) => part !== '')
            .join(' · '),
        }
      }),
  ])
  const gates = (view.line.spec.gates ?? []).map((gate): Row => ({
    id: `gate:${gate.name}`,
    level: 2,
    text: gate.title ?? gate.name,
    note: '',
  }))
  const all: readonly Row[] =
    gates.length === 0 ? rows : [...rows, { id: 'gates', level: 1, text: t('gates'), note: '' }, ...gates]
  const focusable = current ?? selected ?? all[0]?.id

  function focus(id: string | undefined): void {
    if (id === undefined) return
    setCurrent(id)
    tree.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)?.focus()
  }
  function handleKeyDown(event: KeyboardEvent, row: Row): void {
    if (event.nativeEvent.isComposing || event.keyCode === 229 || event.target !== event.currentTarget) return
    const at = all.indexOf(row)
    const isStage = row.level === 2 && !row.id.startsWith('gate:')
    const actions: Readonly<Record<string, () => void>> = {
      ArrowDown: () => focus(all[at + 1]?.id),
      ArrowUp: () => focus(all[at - 1]?.id),
      Home: () => focus(all[0]?.id),
      End: () => focus(all.at(-1)?.id),
      Enter: () => (row.level === 2 ? select(row.id) : undefined),
      F2: () => (editable && isStage ? setRenaming(row.id) : undefined),
      Delete: () => {
        if (!editable || row.level !== 2) return
        focus(all[at - 1]?.id)
        remove([row.id], event.ctrlKey || event.metaKey)
      },
    }
    const action = actions[event.key]
    if (action === undefined) return
    event.preventDefault()
    event.stopPropagation()
    action()
  }
  return (
    <div role="tree" aria-label={t('outline')} className="lw-outline" ref={tree}>
      {all.map((row) => (
        <div
          key={row.id}
          role="treeitem"
          aria-level={row.level}
          aria-selected={row.id === selected}
          {...(row.level === 1 ? { 'aria-expanded': true } : {})}
          tabIndex={row.id === focusable ? 0 : -1}
          data-row={row.id}
          data-level={row.level}
          onFocus={() => setCurrent(row.id)}
          onClick={() => (row.level === 2 ? select(row.id) : undefined)}
          onKeyDown={(event) => handleKeyDown(event, row)}
        >
          {renaming === row.id ? (
            <RenameField
              name={row.text}
              onDone={(name) => {
                setRenaming(undefined)
                if (name !== undefined && name !== row.text && renameStage(row.text, name)) setCurrent(name)
              }}
            />
          ) : (
            <>
              <span className="lw-ellipsis">{row.text}</span>
              <span className="lw-outline-note lw-ellipsis">{row.note}</span>
            </>
          )}
        </div>
      ))}
    </div>
  )
}

function RenameField({ name, onDone }: { readonly name: string; readonly onDone: (name: string | undefined) => void }) {
  const t = useMessages(designerMessages)
  const [typed, setTyped] = useState(name)
  const isGood = idPattern.test(normalise(typed))
  return (
    <input
      className="lw-input lw-mono"
      aria-label={t('name')}
      aria-invalid={!isGood}
      value={typed}
      ref={(element) => element?.focus()}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => onDone(isGood ? normalise(typed) : undefined)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || event.keyCode === 229) return
        if (event.key === 'Enter' && isGood) onDone(normalise(typed))
        if (event.key === 'Escape') onDone(undefined)
        event.stopPropagation()
      }}
    />
  )
}
