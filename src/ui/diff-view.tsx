import { Fragment, type ReactNode, useMemo, useState } from 'react'
import { UnfoldVertical } from 'lucide-react'
import { differingPart, type DiffRow, diffRows, type DiffSide } from './diff-lines.ts'
import { useMessages } from './i18n/use-messages.tsx'
import { type Trail, trailAt, TrailSteps } from './trail.tsx'
import { uiMessages } from './ui-messages.ts'
import './diff-view.css'

export interface DiffViewProps {
  readonly label: string
  readonly before: string
  readonly after: string
  readonly beforeTitle: string
  readonly afterTitle: string
  readonly sideBySide: boolean
  /** Where the lines of the text behind come from: their numbers ask. */
  readonly trails?: readonly Trail[] | undefined
  readonly notes?: DiffNotes | undefined
}

/** What stands at single lines, if anything: a mark in the line, which is then not folded away, and what is open below it. */
export interface DiffNotes {
  readonly markAt: (side: DiffSide, line: number) => ReactNode | undefined
  readonly openAt: (side: DiffSide, line: number) => ReactNode | undefined
  /** While it is there, numbers choose their line instead of asking where it comes from. */
  readonly choose?: { readonly label: (line: number) => string; readonly run: (side: DiffSide, line: number) => void }
}

const context = 3

/** Two texts with their differences, side by side or in one column; long equal parts are folded and open on request. */
export function DiffView({ label, before, after, beforeTitle, afterTitle, sideBySide, trails, notes }: DiffViewProps) {
  const t = useMessages(uiMessages)
  const rows = useMemo(() => diffRows(before, after), [before, after])
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set())
  const parts = useMemo(() => foldEqual(rows, opened, notes), [rows, opened, notes])
  const [asked, setAsked] = useState<number>()
  const trail = trails === undefined || asked === undefined ? undefined : trailAt(trails, asked)
  const ask = trails === undefined || trails.length === 0 ? undefined : { asked, run: setAsked }
  const shared = { ask, notes }
  const areButtons = ask !== undefined || notes?.choose !== undefined
  return (
    // A wide table scrolls by itself and must be reachable by keyboard.
    <div className="lw-diff" tabIndex={0} role="group" aria-label={label}>
      <table data-side-by-side={sideBySide} data-asks={areButtons}>
        {sideBySide ? <Columns /> : null}
        <thead>
          <tr>
            <th scope="col" colSpan={sideBySide ? 2 : 3}>
              {beforeTitle}
            </th>
            {sideBySide ? (
              <th scope="col" colSpan={2}>
                {afterTitle}
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {parts.map((part) =>
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
        </tbody>
      </table>
    </div>
  )
}

/** The heads span two columns, so the widths have to be said here: numbers are narrow, texts share the rest. */
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

/** Asks where a line comes from, and hides the answer again. */
interface Ask {
  readonly asked: number | undefined
  readonly run: (line: number | undefined) => void
}

interface Shared {
  readonly ask: Ask | undefined
  readonly notes: DiffNotes | undefined
}

interface RowProps extends Shared {
  readonly row: DiffRow
}

interface LineNumberProps extends Shared {
  readonly side: DiffSide
  readonly number: number
}

/** The number of a line: a button that chooses the line, or, of a line behind whose origin is known, one that shows it. */
function LineNumber({ side, number, ask, notes }: LineNumberProps) {
  const t = useMessages(uiMessages)
  const choose = notes?.choose
  if (choose !== undefined)
    return (
      <button
        type="button"
        className="lw-diff-ask lw-num"
        aria-label={choose.label(number)}
        onClick={() => choose.run(side, number)}
      >
        {number}
      </button>
    )
  if (ask === undefined || side === 'before') return number
  const isOpen = ask.asked === number
  return (
    <button
      type="button"
      className="lw-diff-ask lw-num"
      aria-expanded={isOpen}
      aria-label={t('lineOrigin', { line: number })}
      title={t('lineOrigin', { line: number })}
      onClick={() => ask.run(isOpen ? undefined : number)}
    >
      {number}
    </button>
  )
}

/** What is open below the lines of a row. */
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

/** What stands at the lines of a row, on either side. */
function notesOf({ left, right }: DiffRow, noteAt: DiffNotes['markAt'] = () => undefined) {
  return [
    { side: 'before', note: left === undefined ? undefined : noteAt('before', left.number) },
    { side: 'after', note: right === undefined ? undefined : noteAt('after', right.number) },
  ].filter(({ note }) => note !== undefined)
}

function SideBySideRow({ row, ...shared }: RowProps) {
  return (
    <tr>
      <Side
        side="before"
        line={row.left}
        other={row.right}
        kind={row.kind === 'same' ? 'same' : 'removed'}
        {...shared}
      />
      <Side side="after" line={row.right} other={row.left} kind={row.kind === 'same' ? 'same' : 'added'} {...shared} />
    </tr>
  )
}

function OneColumnRow({ row: { kind, left, right }, ...shared }: RowProps) {
  if (kind === 'same') return <OneLine before={left} after={right} kind="same" {...shared} />
  return (
    <Fragment>
      {left === undefined ? null : <OneLine before={left} kind="removed" {...shared} />}
      {right === undefined ? null : <OneLine after={right} kind="added" {...shared} />}
    </Fragment>
  )
}

type Kind = 'same' | 'removed' | 'added'
const signs: Readonly<Record<Kind, string>> = { same: ' ', removed: '-', added: '+' }

interface OneLineProps extends Shared {
  readonly before?: DiffRow['left']
  readonly after?: DiffRow['right']
  readonly kind: Kind
}

function OneLine({ before, after, kind, ...shared }: OneLineProps) {
  const { notes } = shared
  return (
    <tr>
      <td className="lw-diff-number">
        {before === undefined ? '' : <LineNumber side="before" number={before.number} {...shared} />}
      </td>
      <td className="lw-diff-number">
        {after === undefined ? '' : <LineNumber side="after" number={after.number} {...shared} />}
      </td>
      <td className="lw-diff-text" data-kind={kind}>
        <span className="lw-diff-sign">{signs[kind]}</span>
        {(after ?? before)?.text}
        {before === undefined ? null : notes?.markAt('before', before.number)}
        {after === undefined ? null : notes?.markAt('after', after.number)}
      </td>
    </tr>
  )
}

interface SideProps extends Shared {
  readonly side: DiffSide
  readonly line: DiffRow['left']
  /** What stands opposite. */
  readonly other: DiffRow['left']
  readonly kind: Kind
}

function Side({ side, line, other, kind, ...shared }: SideProps) {
  if (line === undefined) {
    return (
      <>
        <td className="lw-diff-number lw-diff-void" />
        <td className="lw-diff-text lw-diff-void" />
      </>
    )
  }
  return (
    <>
      <td className="lw-diff-number" data-kind={kind}>
        <LineNumber side={side} number={line.number} {...shared} />
      </td>
      <td className="lw-diff-text" data-kind={kind}>
        <span className="lw-diff-sign">{signs[kind]}</span>
        {kind === 'same' || other === undefined ? line.text : <Marked text={line.text} other={other.text} />}
        {shared.notes?.markAt(side, line.number)}
      </td>
    </>
  )
}

/** A line with the part marked that differs from the line opposite. */
function Marked({ text, other }: { readonly text: string; readonly other: string }) {
  const { from, to } = differingPart(text, other)
  if (from === to || to - from === text.trim().length) return text
  return (
    <>
      {text.slice(0, from)}
      <mark className="lw-diff-mark">{text.slice(from, to)}</mark>
      {text.slice(to)}
    </>
  )
}

type Part =
  | { readonly kind: 'row'; readonly row: DiffRow; readonly index: number }
  | { readonly kind: 'fold'; readonly from: number; readonly count: number }

function foldEqual(
  rows: readonly DiffRow[],
  opened: ReadonlySet<number>,
  notes: DiffNotes | undefined,
): readonly Part[] {
  const near = new Set<number>()
  const isMarked = (row: DiffRow): boolean => notesOf(row, notes?.markAt).length > 0
  rows.forEach((row, index) => {
    if (row.kind === 'same' && !isMarked(row)) return
    for (let at = index - context; at <= index + context; at += 1) near.add(at)
  })
  const parts: Part[] = []
  let from = 0
  while (from < rows.length) {
    const row = rows[from]
    if (row === undefined) break
    let to = from
    while (to < rows.length && !near.has(to)) to += 1
    if (to - from > 2 && !opened.has(from)) parts.push({ kind: 'fold', from, count: to - from })
    else if (to > from)
      parts.push(
        ...rows.slice(from, to).map((equal, offset): Part => ({ kind: 'row', row: equal, index: from + offset })),
      )
    else parts.push({ kind: 'row', row, index: from })
    from = Math.max(to, from + 1)
  }
  return parts
}
