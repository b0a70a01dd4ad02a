import type { CodeAssist } from './assist.ts'

export interface CodeMarker {
  readonly line: number
  readonly column?: number
  /** End column; by default the end of the line. */
  readonly endColumn?: number
  readonly message: string
  readonly severity: 'error' | 'warning' | 'info'
}

/** A mark beside a line's number: a short text, and one of eight colours to tell groups apart. */
export interface LineMark {
  readonly line: number
  readonly text: string
  readonly hue: number
}

export interface CodeViewProps {
  /** The text's name for screen readers. */
  readonly label: string
  readonly text: string
  readonly language?: 'yaml' | 'cue' | 'plaintext'
  readonly readOnly?: boolean
  readonly markers?: readonly CodeMarker[]
  readonly lineMarks?: readonly LineMark[] | undefined
  /** Highlighted lines, 1-based and inclusive. */
  readonly highlight?: { readonly from: number; readonly to: number } | undefined
  /** Moves the cursor; a new object moves it again. */
  readonly reveal?: { readonly line: number; readonly column?: number } | undefined
  readonly onChange?: (text: string) => void
  readonly onCursor?: (line: number, column: number) => void
  /** Undo and redo of the document, replacing the editor's own. */
  readonly onUndo?: () => void
  readonly onRedo?: () => void
  /** Completion, hover, fixes and definitions. Which of them exist is fixed at the start, their answers may change. */
  readonly assist?: CodeAssist
}
