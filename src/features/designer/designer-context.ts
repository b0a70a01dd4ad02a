import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { Result } from '#domain/result.ts'
import type { Edit, Editor } from '#client/change-set/editor.ts'
import type { InsertPlace } from './edits.ts'
import type { LineView } from './line-view.ts'
import type { Selection } from './use-selection.ts'
import type { DrawnLine } from './use-line-view.ts'

/** What a palette entry inserts. */
export type Insertable =
  | { readonly kind: 'pipeline'; readonly name: string }
  | { readonly kind: 'adapter'; readonly pattern: string }
  | { readonly kind: 'gate'; readonly name: string | undefined }

/** Everything that the panes of the designer share. */
export interface Designer extends Selection {
  readonly project: string
  readonly line: string
  readonly editor: Editor
  readonly view: LineView
  /** The newest line with its drawing. */
  readonly drawn: DrawnLine | undefined
  readonly editable: boolean
  readonly insert: (what: Insertable, place?: InsertPlace) => void
  /** Asks for applications and environments. */
  readonly setUp: () => void
  /** Edits the line's text as one named step. */
  readonly editLine: (name: string, edit: (text: string) => Result<string>, mark?: string) => boolean
  /** Edits several documents as one named step. */
  readonly editTexts: (name: string, edit: Edit, mark?: string) => boolean
  readonly remove: (ids: readonly string[], heal?: boolean) => void
  readonly renameStage: (from: string, to: string) => boolean
  /** Opens the YAML at a place. */
  readonly reveal: (line: number, column?: number) => void
  /** Says something politely to screen readers. */
  readonly announce: (text: string) => void
  readonly folded: ReadonlySet<string>
  readonly setFolded: (groups: readonly string[], isFolded: boolean) => void
}

const DesignerContext = createContext<Designer | undefined>(undefined)
export const DesignerProvider = DesignerContext.Provider

export function useDesigner(): Designer {
  const designer = useContext(DesignerContext)
  if (designer === undefined) throw new Error('useDesigner stands outside of DesignerProvider')
  return designer
}

/** The editor's state; re-renders when it changes. */
export function useEditorState(editor: Editor) {
  return useStore(editor.store)
}
