import { scopeKey, type Scope } from '#domain/parameters/scope.ts'
import type { Sheet } from '#domain/parameters/sheet.ts'
import type { SheetRow } from '#domain/parameters/sheet-rows.ts'
import { sheetMarkup } from '#domain/parameters/sheet-markup.ts'
import { writeSheetText } from '#domain/parameters/sheet-text.ts'

/** What the clipboard holds, by its media types. */
export type Copied = Readonly<Record<string, string>>

/** Values as a spreadsheet reads them: a line for each parameter, what counts at each place beside each other. */
export function copiedValues(sheet: Sheet, rows: readonly SheetRow[], scopes: readonly Scope[]): Copied {
  return copied(rows.map((row) => textsOf(sheet, row, scopes)))
}

/** The same with the names of parameters and places, by which it finds its cells again wherever it is pasted. */
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
