import type { CodeAssist } from './assist.ts'

export interface CodeMarker {
  readonly line: number
  readonly column?: number
  /** Where it ends; the end of the line when absent. */
  readonly endColumn?: number
  readonly message: string
  readonly severity: 'error' | 'warning' | 'info'
}

/** Something said about a line beside its number: a short text, and one of eight colours that tells groups apart. */
export interface LineMark {
  readonly line: number
  readonly text: string
  readonly hue: number
}

export interface CodeViewProps {
  /** What the text is, for screen readers. */
  readonly label: string
  readonly text: string
  readonly language?: 'yaml' | 'cue' | 'plaintext'
  readonly readOnly?: boolean
  readonly markers?: readonly CodeMarker[]
  readonly lineMarks?: readonly LineMark[] | undefined
  /** Lines that stand out, 1-based, both included. */
  readonly highlight?: { readonly from: number; readonly to: number } | undefined
  /** Moves the cursor there; a new object does it again. */
  readonly reveal?: { readonly line: number; readonly column?: number } | undefined
  readonly onChange?: (text: string) => void
  readonly onCursor?: (line: number, column: number) => void
  /** Undo and redo of the document that the text belongs to, instead of the editor's own. */
  readonly onUndo?: () => void
  readonly onRedo?: () => void
  /** Completion, hover, fixes and definitions; what it offers at the start stays, how it answers may change. */
  readonly assist?: CodeAssist
}
