import { createContext, useContext } from 'react'
import type { Edit, Editor } from '#client/change-set/editor.ts'
import type { AssemblyLine } from '#domain/line/line.ts'
import type { World } from '#domain/line/world.ts'
import type { LineBindings } from '#domain/parameters/line-bindings.ts'
import type { Scope } from '#domain/parameters/scope.ts'
import type { Sheet } from '#domain/parameters/sheet.ts'
import type { SheetRow } from '#domain/parameters/sheet-rows.ts'
import type { ValuesView, ViewChange } from './use-values-view.ts'

/** A value to set or clear at a scope. For a secret, the value is the key of the stored one. */
export interface ValueChange {
  readonly row: SheetRow
  readonly scope: Scope
  readonly value: string | undefined
}

/** What the views of the page share. */
export interface Values {
  readonly project: string
  readonly editor: Editor
  readonly world: World
  readonly publishedWorld: World
  readonly sheet: Sheet
  /** The published sheet, to tell what the draft changes. */
  readonly published: Sheet
  readonly lines: readonly AssemblyLine[]
  readonly bindings: LineBindings
  readonly editable: boolean
  /** The environment to compare others with. */
  readonly reference: string
  /** What a secret parameter can refer to in an environment: keys of secrets, and versions of them (`key@3`). */
  readonly secretTexts: (environment: string) => readonly string[]
  readonly secretKeys: (environment: string) => readonly string[]
  readonly view: ValuesView
  readonly show: (change: ViewChange) => void
  /** Writes values as one named step; steps with the same `mark` are merged. */
  readonly write: (changes: readonly ValueChange[], name?: string, mark?: string) => boolean
  /** Applies any edit of documents as one named step. */
  readonly apply: (name: string, edit: Edit, mark?: string) => boolean
}

const ValuesContext = createContext<Values | undefined>(undefined)
export const ValuesProvider = ValuesContext.Provider

export function useValues(): Values {
  const values = useContext(ValuesContext)
  if (values === undefined) throw new Error('useValues stands outside of ValuesProvider')
  return values
}
