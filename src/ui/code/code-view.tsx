import { lazy, Suspense } from 'react'
import { ErrorBoundary } from '../error-boundary.tsx'
import type { CodeAssist } from './assist.ts'
import './code-view.css'

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

const CodeEditor = lazy(async () => ({ default: (await import('./code-editor.tsx')).CodeEditor }))

// Until the editor is there: some screens of text, and not a page of ten thousand lines that is laid out and thrown away.
const mostPlain = 20_000

/** Text in Monaco; until the editor has come, the plain text stands in its place and can be read. */
export function CodeView(props: CodeViewProps) {
  return (
    <ErrorBoundary>
      <Suspense
        fallback={
          <pre className="lw-code-plain" tabIndex={0} aria-label={props.label}>
            {props.text.slice(0, mostPlain)}
          </pre>
        }
      >
        <CodeEditor {...props} />
      </Suspense>
    </ErrorBoundary>
  )
}
