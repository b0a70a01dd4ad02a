/** What an editor offers for its text. Offsets count UTF-16 units from 0. Nothing is cached between calls. */
export interface CodeAssist {
  readonly complete?: (text: string, offset: number) => readonly CodeCompletion[]
  /** Markdown without HTML, about what is at an offset. */
  readonly hover?: (text: string, offset: number) => CodeHover | undefined
  /** Fixes for what is wrong in a range. */
  readonly fixes?: (text: string, from: number, to: number) => readonly CodeFix[]
  /** Goes to the declaration of a name, by F12 or Ctrl and click. */
  readonly definition?: { readonly title: string; readonly open: (text: string, offset: number) => void }
  readonly format?: { readonly title: string; readonly run: (text: string) => Promise<string | undefined> }
  /** Asks about the line under the cursor, by Enter in a read-only text or from the editor's menu. */
  readonly ask?: { readonly title: string; readonly run: (line: number) => void }
}

export interface CodeCompletion {
  readonly label: string
  readonly kind: 'key' | 'value' | 'reference' | 'module'
  /** Shown behind the label, such as a type or category. */
  readonly detail?: string
  readonly doc?: string
  readonly insert: string
  /** Start of the range that the insertion replaces. */
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
