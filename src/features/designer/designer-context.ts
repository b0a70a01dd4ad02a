import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { Result } from '#domain/result.ts'
import type { Editor } from '#client/change-set/editor.ts'
import type { InsertPlace } from './edits.ts'
import type { LineView } from './line-view.ts'

/** What a palette entry inserts. */
export type Insertable =
  | { readonly kind: 'pipeline'; readonly name: string }
  | { readonly kind: 'adapter'; readonly pattern: string }
  | { readonly kind: 'gate'; readonly name: string | undefined }

/** Everything that the panes of the designer share. */
export interface Designer {
  readonly project: string
  readonly line: string
  readonly editor: Editor
  readonly view: LineView
  readonly editable: boolean
  /** Id of the stage, of a gate as `gate:<name>`, or of a link. */
  readonly selected: string | undefined
  readonly select: (id: string | undefined) => void
  readonly insert: (what: Insertable, place?: InsertPlace) => void
  /** Edits the line's text as one named step. */
  readonly editLine: (name: string, edit: (text: string) => Result<string>, mark?: string) => boolean
  readonly remove: (id: string, heal?: boolean) => void
  readonly renameStage: (from: string, to: string) => boolean
  /** Opens the YAML at a place. */
  readonly reveal: (line: number, column?: number) => void
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
