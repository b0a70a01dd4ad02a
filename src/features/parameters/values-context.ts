import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { Edit, Editor, EditorState } from '#client/change-set/editor.ts'
import type { AssemblyLine } from '#domain/line/line.ts'
import type { World } from '#domain/line/world.ts'
import type { LineBindings } from '#domain/parameters/line-bindings.ts'
import type { Scope } from '#domain/parameters/scope.ts'
import type { Sheet } from '#domain/parameters/sheet.ts'
import type { SheetRow } from '#domain/parameters/sheet-rows.ts'
import type { ValuesView, ViewChange } from './use-values-view.ts'

/** A value to write, or to take out, at a scope. A secret's value is the key that it refers to. */
export interface ValueChange {
  readonly row: SheetRow
  readonly scope: Scope
  readonly value: string | undefined
}

/** Everything that the views of the page share. */
export interface Values {
  readonly project: string
  readonly editor: Editor
  readonly world: World
  readonly publishedWorld: World
  readonly sheet: Sheet
  /** As published, to tell what was changed here. */
  readonly published: Sheet
  readonly lines: readonly AssemblyLine[]
  readonly bindings: LineBindings
  readonly editable: boolean
  /** The environment that others are compared with. */
  readonly reference: string
  /** What a secret parameter can refer to there: secrets by their keys, and their versions (`key@3`). */
  readonly secretTexts: (environment: string) => readonly string[]
  readonly secretKeys: (environment: string) => readonly string[]
  readonly view: ValuesView
  readonly show: (change: ViewChange) => void
  /** Writes values as one named step; those of one `mark` join. */
  readonly write: (changes: readonly ValueChange[], name?: string, mark?: string) => boolean
  /** Carries any edit of documents out as one named step. */
  readonly apply: (name: string, edit: Edit, mark?: string) => boolean
}

const ValuesContext = createContext<Values | undefined>(undefined)
export const ValuesProvider = ValuesContext.Provider

export function useValues(): Values {
  const values = useContext(ValuesContext)
  if (values === undefined) throw new Error('useValues stands outside of ValuesProvider')
  return values
}

/** The editor's state; re-renders when it changes. */
export function useEditorState(editor: Editor): EditorState {
  return useStore(editor.store)
}
