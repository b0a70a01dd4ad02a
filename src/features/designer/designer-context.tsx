import { createContext, type ReactNode, useContext } from 'react'
import { useStore } from 'zustand'
import type { Result } from '#domain/result.ts'
import type { Edit, Editor, EditorState } from '#client/change-set/editor.ts'
import type { InsertPlace } from './line/edits.ts'
import type { LineView } from './line/line-view.ts'
import type { Selection } from './use-selection.ts'
import type { DrawnLine } from './line/use-line-view.ts'

/** What a palette entry inserts. */
export type Insertable =
  | { readonly kind: 'pipeline'; readonly name: string }
  | { readonly kind: 'adapter'; readonly pattern: string }
  | { readonly kind: 'gate'; readonly name: string | undefined }
  | { readonly kind: 'template'; readonly id: string }

/** What the panes of the designer share, and what stays the same while somebody works: whose line it is, and what can be done with it. */
export interface Designer extends Pick<Selection, 'select' | 'selectMany'> {
  readonly project: string
  readonly line: string
  readonly editor: Editor
  readonly editable: boolean
  /** At a place, or behind what is selected; `isInTheWay` leads what follows there through it. */
  readonly insert: (what: Insertable, place?: InsertPlace, isInTheWay?: boolean) => void
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

/** What is shown just now, each with a context of its own: a pane is drawn again for what it shows and for nothing else. */
interface Shown {
  readonly view: LineView
  /** The newest line with its drawing. */
  readonly drawn: DrawnLine | undefined
  readonly selection: Selection
}

/** All of it as it is now: for commands, which ask when they are carried out. */
export interface DesignerNow extends Designer, Selection, Pick<Shown, 'view' | 'drawn'> {}

const DesignerContext = createContext<Designer | undefined>(undefined)
const ViewContext = createContext<LineView | undefined>(undefined)
const DrawnContext = createContext<DrawnLine | undefined>(undefined)
const SelectionContext = createContext<Selection | undefined>(undefined)

interface ProviderProps extends Shown {
  readonly designer: Designer
  readonly children: ReactNode
}

export function DesignerProvider({ designer, view, drawn, selection, children }: ProviderProps) {
  return (
    <DesignerContext value={designer}>
      <ViewContext value={view}>
        <SelectionContext value={selection}>
          <DrawnContext value={drawn}>{children}</DrawnContext>
        </SelectionContext>
      </ViewContext>
    </DesignerContext>
  )
}

export function useDesigner(): Designer {
  return inside(useContext(DesignerContext))
}

/** The line as its text has it, with what is known about it. */
export function useView(): LineView {
  return inside(useContext(ViewContext))
}

/** The newest line that has a drawing. */
export function useDrawn(): DrawnLine | undefined {
  return useContext(DrawnContext)
}

/** What is selected. */
export function useSelected(): Selection {
  return inside(useContext(SelectionContext))
}

/** Everything: whoever asks for it is drawn again with every change. */
export function useDesignerNow(): DesignerNow {
  return { ...useDesigner(), ...useSelected(), view: useView(), drawn: useDrawn() }
}

function inside<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('This stands inside of a DesignerProvider only')
  return value
}

/** The editor's state; re-renders when it changes. */
export function useEditorState(editor: Editor): EditorState {
  return useStore(editor.store)
}

/** A part of the editor's state; re-renders when what is read of it is another. */
export function useEdited<Read>(editor: Editor, read: (state: EditorState) => Read): Read {
  return useStore(editor.store, read)
}
