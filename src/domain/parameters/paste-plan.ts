import type { Scope } from './scope.ts'
import type { SheetRow } from './sheet-rows.ts'

/** A value that a pasted text puts somewhere; undefined where an empty field takes it out. */
export interface PastedValue {
  readonly row: SheetRow
  readonly scope: Scope
  readonly value: string | undefined
}

/** What a pasted text means: the values that have a place, and how many have none. */
export interface PastePlan {
  readonly values: readonly PastedValue[]
  readonly left: number
  /** Names of rows and columns that the text brought and that nothing here bears, with values that had no place for it. */
  readonly unknown: readonly string[]
  /** The cells that the text was laid over; absent where it brought its own names, which are anywhere. */
  readonly over?: { readonly width: number; readonly height: number }
}
