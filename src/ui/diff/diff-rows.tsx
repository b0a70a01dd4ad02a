import { Fragment } from 'react'
import { useMessages } from '../i18n/use-messages.tsx'
import { lateUiMessages } from '../late-ui-messages.ts'
import { differingPart, type DiffRow, type DiffSide } from './diff-lines.ts'
import type { DiffNotes } from './diff-notes.ts'

/** Shows or hides where a line comes from. */
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

/** A line's number. It is a button if it can choose the line or show its origin. */
function LineNumber({ side, number, ask, notes }: LineNumberProps) {
  const t = useMessages(lateUiMessages)
  const choose = notes?.choose
  if (choose !== undefined)
    return (
      <button
        type="button"
        className="lw-diff-ask lw-num"
        tabIndex={-1}
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
      tabIndex={-1}
      aria-expanded={isOpen}
      aria-label={t('lineOrigin', { line: number })}
      title={t('lineOrigin', { line: number })}
      onClick={() => ask.run(isOpen ? undefined : number)}
    >
      {number}
    </button>
  )
}

/** Both lines of a row side by side. */
export function SideBySideRow({ row, ...shared }: RowProps) {
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

/** The lines of a row one below the other, the old one first. */
export function OneColumnRow({ row: { kind, left, right }, ...shared }: RowProps) {
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
  /** The line on the other side. */
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

/** A line in which the difference to the other side is marked. */
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
