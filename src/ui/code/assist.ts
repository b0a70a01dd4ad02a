/** What an editor offers about its own text; offsets count UTF-16 units from 0. Nothing is cached between calls. */
export interface CodeAssist {
  readonly complete?: (text: string, offset: number) => readonly CodeCompletion[]
  /** Markdown about what stands there, without HTML. */
  readonly hover?: (text: string, offset: number) => CodeHover | undefined
  /** What would put right what is wrong in a stretch of the text. */
  readonly fixes?: (text: string, from: number, to: number) => readonly CodeFix[]
  /** Goes to where a name is declared, with F12 or Ctrl and a click. */
  readonly definition?: { readonly title: string; readonly open: (text: string, offset: number) => void }
  readonly format?: { readonly title: string; readonly run: (text: string) => Promise<string | undefined> }
  /** Asks about the line under the cursor, with Enter where nothing can be typed; named in the editor's menu. */
  readonly ask?: { readonly title: string; readonly run: (line: number) => void }
}

export interface CodeCompletion {
  readonly label: string
  readonly kind: 'key' | 'value' | 'reference' | 'module'
  /** Stands behind the label: a type, a category. */
  readonly detail?: string
  readonly doc?: string
  readonly insert: string
  /** What the insertion replaces. */
  readonly from: number
  readonly to: number
  readonly isPreferred?: boolean
}

export interface CodeHover {
  readonly from: number
  readonly to: number
  readonly markdown: string
}

export interface CodeFix {
  readonly title: string
  readonly isPreferred?: boolean
  readonly edits: readonly { readonly from: number; readonly to: number; readonly text: string }[]
}
