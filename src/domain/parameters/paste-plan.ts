import type { Scope } from './scope.ts'
import type { SheetRow } from './sheet-rows.ts'

/** A value that a pasted text sets somewhere; undefined where an empty field removes it. */
export interface PastedValue {
  readonly row: SheetRow
  readonly scope: Scope
  readonly value: string | undefined
}

/** The result of reading a pasted text: the values with a place, and how many have none. */
export interface PastePlan {
  readonly values: readonly PastedValue[]
  readonly left: number
  /** Names of rows and columns in the text that do not exist here, and whose values therefore have no place. */
  readonly unknown: readonly string[]
  /** The size of the block of cells that the text covers; absent if the text names its places, which may be anywhere. */
  readonly over?: { readonly width: number; readonly height: number }
}
