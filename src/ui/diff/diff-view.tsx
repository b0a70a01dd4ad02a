import { Fragment, useMemo, useRef, useState } from 'react'
import { UnfoldVertical } from 'lucide-react'
import { useMessages } from '../i18n/use-messages.tsx'
import { type Trail, TrailSteps } from '../text/trail.tsx'
import { trailAt } from '../text/trail-at.ts'
import { lateUiMessages } from '../late-ui-messages.ts'
import { type DiffRow, diffRows } from './diff-lines.ts'
import { type DiffNotes, notesOf } from './diff-notes.ts'
import { OneColumnRow, SideBySideRow } from './diff-rows.tsx'
import { foldEqual } from './fold-equal.ts'
import { useOneStop } from './one-stop.ts'
import { useIsNarrow } from './use-is-narrow.ts'
import './diff-view.css'

export interface DiffViewProps {
  readonly label: string
  readonly before: string
  readonly after: string
  readonly beforeTitle: string
  readonly afterTitle: string
  readonly sideBySide: boolean
  /** Origins of the new text's lines, shown by pressing their numbers. */
  readonly trails?: readonly Trail[] | undefined
  readonly notes?: DiffNotes | undefined
}

/** As many rows as a browser lays out without a noticeable delay. */
const rowsAtOnce = 1000
// Pixels: below this width the second text would be off screen.
const leastBeside = 560

/**
 * A diff, side by side or in one column. Long equal parts are folded, and of very many rows the rest opens on demand.
 */
export function DiffView(props: DiffViewProps) {
  const { label, before, after, beforeTitle, afterTitle, trails, notes } = props
  const t = useMessages(lateUiMessages)
  const rows = useMemo(() => diffRows(before, after), [before, after])
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set())
  const parts = useMemo(() => foldEqual(rows, opened, notes), [rows, opened, notes])
  const [shown, setShown] = useState(rowsAtOnce)
  const left = parts.length - shown
  const [asked, setAsked] = useState<number>()
  const trail = trails === undefined || asked === undefined ? undefined : trailAt(trails, after, asked)
  const ask = trails === undefined || trails.length === 0 ? undefined : { asked, run: setAsked }
  const shared = { ask, notes }
  const root = useRef<HTMLDivElement>(null)
  const isNarrow = useIsNarrow(root, leastBeside)
  const sideBySide = props.sideBySide && !isNarrow
  const lines = useOneStop(root, '.lw-diff-ask')
  const areButtons = ask !== undefined || notes?.choose !== undefined
  return (
    // A wide table scrolls, so the keyboard must reach it.
    <div className="lw-diff" ref={root} tabIndex={0} role="group" aria-label={label} {...lines}>
      <table data-side-by-side={sideBySide} data-asks={areButtons}>
        {sideBySide ? <Columns /> : null}
        <thead>
          <tr>
            <th scope="col" colSpan={sideBySide ? 2 : 3}>
              {props.sideBySide && isNarrow ? `${beforeTitle} → ${afterTitle}` : beforeTitle}
            </th>
            {sideBySide ? (
              <th scope="col" colSpan={2}>
                {afterTitle}
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {parts.slice(0, shown).map((part) =>
            part.kind === 'fold' ? (
              <tr key={`fold-${String(part.from)}`} className="lw-diff-fold">
                <td colSpan={4}>
                  <button type="button" onClick={() => setOpened(new Set([...opened, part.from]))}>
                    <UnfoldVertical size={14} aria-hidden />
                    {t('unchangedLines', { count: part.count })}
                  </button>
                </td>
              </tr>
            ) : (
              <Fragment key={part.index}>
                {sideBySide ? (
                  <SideBySideRow row={part.row} {...shared} />
                ) : (
                  <OneColumnRow row={part.row} {...shared} />
                )}
                <NotesBelow row={part.row} notes={notes} />
                {trail === undefined || part.row.right?.number !== asked ? null : (
                  <tr className="lw-diff-trail">
                    <td colSpan={4}>
                      <TrailSteps trail={trail} />
                    </td>
                  </tr>
                )}
              </Fragment>
            ),
          )}
          {left <= 0 ? null : (
            <tr className="lw-diff-fold">
              <td colSpan={4}>
                <button type="button" onClick={() => setShown(shown + rowsAtOnce)}>
                  <UnfoldVertical size={14} aria-hidden />
                  {t('moreRows', { count: left })}
                </button>
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  )
}

/** The headings span two columns, so the widths are set here: narrow numbers, and texts that share the rest. */
function Columns() {
  return (
    <colgroup>
      <col className="lw-diff-number-column" />
      <col />
      <col className="lw-diff-number-column" />
      <col />
    </colgroup>
  )
}

/** Open notes below the lines of a row. */
function NotesBelow({ row, notes }: { readonly row: DiffRow; readonly notes: DiffNotes | undefined }) {
  const open = notesOf(row, notes?.openAt)
  if (open.length === 0) return null
  return (
    <tr className="lw-diff-trail">
      <td colSpan={4}>
        {open.map(({ side, note }) => (
          <Fragment key={side}>{note}</Fragment>
        ))}
      </td>
    </tr>
  )
}
