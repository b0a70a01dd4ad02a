import { createContext, type ReactNode, useContext } from 'react'
import type { Result } from '#domain/result.ts'
import type { Edit, Editor } from '#client/change-set/editor.ts'
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

/** What the panes share and what rarely changes: which line this is, and what can be done with it. */
export interface Designer extends Pick<Selection, 'select' | 'selectMany'> {
  readonly project: string
  readonly line: string
  readonly editor: Editor
  readonly editable: boolean
  /** Inserts at a place, by default behind the selection; `isInTheWay` lets the followers run after it. */
  readonly insert: (what: Insertable, place?: InsertPlace, isInTheWay?: boolean) => void
  /** Opens the dialog that sets up applications and environments. */
  readonly setUp: () => void
  /** Edits the line's text as one named step of the history. */
  readonly editLine: (name: string, edit: (text: string) => Result<string>, mark?: string) => boolean
  /** Edits several documents as one named step of the history. */
  readonly editTexts: (name: string, edit: Edit, mark?: string) => boolean
  readonly remove: (ids: readonly string[], heal?: boolean) => void
  readonly renameStage: (from: string, to: string) => boolean
  /** Shows a line of the YAML. */
  readonly reveal: (line: number, column?: number) => void
  /** Announces something politely to screen readers. */
  readonly announce: (text: string) => void
  readonly folded: ReadonlySet<string>
  readonly setFolded: (groups: readonly string[], isFolded: boolean) => void
}

/** What is shown now. Each part has a context of its own, so that a pane only redraws for what it reads. */
interface Shown {
  readonly view: LineView
  /** The newest line that has a layout. */
  readonly drawn: DrawnLine | undefined
  readonly selection: Selection
}

/** Everything as it is now, for commands, which read it when they run. */
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

/** The line of the current text, with its findings and lanes. */
export function useView(): LineView {
  return inside(useContext(ViewContext))
}

/** The newest line that has a layout. */
export function useDrawn(): DrawnLine | undefined {
  return useContext(DrawnContext)
}

export function useSelected(): Selection {
  return inside(useContext(SelectionContext))
}

/** Everything, at the price of a redraw with every change. */
export function useDesignerNow(): DesignerNow {
  return { ...useDesigner(), ...useSelected(), view: useView(), drawn: useDrawn() }
}

function inside<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('This stands inside of a DesignerProvider only')
  return value
}
