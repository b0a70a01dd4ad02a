import { scopeKey, type Scope } from '#domain/parameters/scope.ts'
import type { Sheet } from '#domain/parameters/sheet.ts'
import type { SheetRow } from '#domain/parameters/sheet-rows.ts'
import { sheetMarkup } from '#domain/parameters/sheet-markup.ts'
import { writeSheetText } from '#domain/parameters/sheet-text.ts'

/** Content for the clipboard, by media type. */
export type Copied = Readonly<Record<string, string>>

/** Tab-separated values for spreadsheets: a line per parameter, a column per scope. */
export function copiedValues(sheet: Sheet, rows: readonly SheetRow[], scopes: readonly Scope[]): Copied {
  return copied(rows.map((row) => textsOf(sheet, row, scopes)))
}

/** The same with the names of parameters and scopes, so that pasting it finds the same cells anywhere. */
export function copiedTable(title: string, sheet: Sheet, rows: readonly SheetRow[], scopes: readonly Scope[]): Copied {
  return copied([[title, ...scopes.map(scopeKey)], ...rows.map((row) => [row.name, ...textsOf(sheet, row, scopes)])])
}

function copied(table: readonly (readonly string[])[]): Copied {
  const markup = sheetMarkup(table)
  return { 'text/plain': writeSheetText(table), ...(markup === undefined ? {} : { 'text/html': markup }) }
}

function textsOf(sheet: Sheet, row: SheetRow, scopes: readonly Scope[]): readonly string[] {
  return scopes.map((scope) => {
    const { secret, value } = sheet.cell(row, scope)
    return secret?.text ?? value ?? ''
  })
}
