import { Fragment, useMemo, useState } from 'react'
import { UnfoldVertical } from 'lucide-react'
import { differingPart, type DiffRow, diffRows } from './diff-lines.ts'
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
}

const context = 3

/** Two texts with their differences, side by side or in one column; long equal parts are folded and open on request. */
export function DiffView({ label, before, after, beforeTitle, afterTitle, sideBySide, trails }: DiffViewProps) {
  const t = useMessages(uiMessages)
  const rows = useMemo(() => diffRows(before, after), [before, after])
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set())
  const parts = useMemo(() => foldEqual(rows, opened), [rows, opened])
  const [asked, setAsked] = useState<number>()
  const trail = trails === undefined || asked === undefined ? undefined : trailAt(trails, asked)
  const ask = trails === undefined || trails.length === 0 ? undefined : { asked, run: setAsked }
  return (
    // A wide table scrolls by itself and must be reachable by keyboard.
    <div className="lw-diff" tabIndex={0} role="group" aria-label={label}>
      <table data-side-by-side={sideBySide} data-asks={ask !== undefined}>
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
                {sideBySide ? <SideBySideRow row={part.row} ask={ask} /> : <OneColumnRow row={part.row} ask={ask} />}
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

interface RowProps {
  readonly row: DiffRow
  readonly ask: Ask | undefined
}

/** The number of a line behind; where its origin is known, a button that shows it. */
function AskedNumber({ number, ask }: { readonly number: number; readonly ask: Ask | undefined }) {
  const t = useMessages(uiMessages)
  if (ask === undefined) return number
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

function SideBySideRow({ row, ask }: RowProps) {
  return (
    <tr>
      <Side line={row.left} other={row.right} kind={row.kind === 'same' ? 'same' : 'removed'} />
      <Side line={row.right} other={row.left} kind={row.kind === 'same' ? 'same' : 'added'} ask={ask} />
    </tr>
  )
}

function OneColumnRow({ row, ask }: RowProps) {
  if (row.kind === 'same') return <OneLine line={row.left} other={row.right?.number} kind="same" ask={ask} />
  return (
    <Fragment>
      {row.left === undefined ? null : <OneLine line={row.left} kind="removed" />}
      {row.right === undefined ? null : <OneLine line={row.right} other={row.right.number} kind="added" ask={ask} />}
    </Fragment>
  )
}

type Kind = 'same' | 'removed' | 'added'
const signs: Readonly<Record<Kind, string>> = { same: ' ', removed: '-', added: '+' }

function OneLine({
  line,
  other,
  kind,
  ask,
}: {
  readonly line: DiffRow['left']
  /** Its number behind. */
  readonly other?: number | undefined
  readonly kind: Kind
  readonly ask?: Ask | undefined
}) {
  if (line === undefined) return null
  return (
    <tr>
      <td className="lw-diff-number">{kind === 'added' ? '' : line.number}</td>
      <td className="lw-diff-number">{other === undefined ? '' : <AskedNumber number={other} ask={ask} />}</td>
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
  readonly ask?: Ask | undefined
}

function Side({ line, other, kind, ask }: SideProps) {
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
        <AskedNumber number={line.number} ask={ask} />
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
