import { Fragment, useMemo, useState } from 'react'
import { UnfoldVertical } from 'lucide-react'
import { differingPart, type DiffRow, diffRows } from './diff-lines.ts'
import { useMessages } from './i18n/use-messages.tsx'
import { uiMessages } from './ui-messages.ts'
import './diff-view.css'

export interface DiffViewProps {
  readonly label: string
  readonly before: string
  readonly after: string
  readonly beforeTitle: string
  readonly afterTitle: string
  readonly sideBySide: boolean
}

const context = 3

/** Two texts with their differences, side by side or in one column; long equal parts are folded and open on request. */
export function DiffView({ label, before, after, beforeTitle, afterTitle, sideBySide }: DiffViewProps) {
  const t = useMessages(uiMessages)
  const rows = useMemo(() => diffRows(before, after), [before, after])
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set())
  const parts = useMemo(() => foldEqual(rows, opened), [rows, opened])
  return (
    // A wide table scrolls by itself and must be reachable by keyboard.
    <div className="lw-diff" tabIndex={0} role="group" aria-label={label}>
      <table data-side-by-side={sideBySide}>
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
            ) : sideBySide ? (
              <SideBySideRow key={part.index} row={part.row} />
            ) : (
              <OneColumnRow key={part.index} row={part.row} />
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

function SideBySideRow({ row }: { readonly row: DiffRow }) {
  return (
    <tr>
      <Side line={row.left} other={row.right} kind={row.kind === 'same' ? 'same' : 'removed'} />
      <Side line={row.right} other={row.left} kind={row.kind === 'same' ? 'same' : 'added'} />
    </tr>
  )
}

function OneColumnRow({ row }: { readonly row: DiffRow }) {
  if (row.kind === 'same') return <OneLine line={row.left} other={row.right?.number} kind="same" />
  return (
    <Fragment>
      {row.left === undefined ? null : <OneLine line={row.left} kind="removed" />}
      {row.right === undefined ? null : <OneLine line={row.right} kind="added" />}
    </Fragment>
  )
}

type Kind = 'same' | 'removed' | 'added'
const signs: Readonly<Record<Kind, string>> = { same: ' ', removed: '-', added: '+' }

function OneLine({
  line,
  other,
  kind,
}: {
  readonly line: DiffRow['left']
  readonly other?: number | undefined
  readonly kind: Kind
}) {
  if (line === undefined) return null
  return (
    <tr>
      <td className="lw-diff-number">{kind === 'added' ? '' : line.number}</td>
      <td className="lw-diff-number">{kind === 'added' ? line.number : kind === 'same' ? other : ''}</td>
      <td className="lw-diff-text" data-kind={kind}>
        <span className="lw-diff-sign">{signs[kind]}</span>
        {line.text}
      </td>
    </tr>
  )
}

interface SideProps {
  readonly line: DiffRow['left']
  /** What stands opposite. */
  readonly other: DiffRow['left']
  readonly kind: Kind
}

function Side({ line, other, kind }: SideProps) {
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
        {line.number}
      </td>
      <td className="lw-diff-text" data-kind={kind}>
        <span className="lw-diff-sign">{signs[kind]}</span>
        {kind === 'same' || other === undefined ? line.text : <Marked text={line.text} other={other.text} />}
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

function foldEqual(rows: readonly DiffRow[], opened: ReadonlySet<number>): readonly Part[] {
  const near = new Set<number>()
  rows.forEach((row, index) => {
    if (row.kind === 'same') return
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
