import { escapeHtml } from '../escape-html.ts'

/**
 * Returns the table of `writeSheetText` as markup, for texts that a spreadsheet would reinterpret: `=1+2` as a formula, `1/2` as a date, `007` as 7,
 * `true` as TRUE. These cells are marked as text for Excel and for Google Sheets (which LibreOffice reads too). Undefined if no text needs it, or if
 * markup would lose something, as it drops tabs and joins spaces.
 */
export function sheetMarkup(table: readonly (readonly string[])[]): string | undefined {
  const fields = table.flat()
  if (!fields.some(isRead) || fields.some((field) => /\t|\r|^ | $| {2}|^\n|\n$| \n|\n /.test(field))) return undefined
  const rows = table.map((line) => `<tr>${line.map(cell).join('')}</tr>`)
  return `<table data-sheets-root="1">${rows.join('')}</table>`
}

/** Whether a spreadsheet would reinterpret a text. */
function isRead(field: string): boolean {
  return /^[=+@'-]|^(?:true|false)$|\d/i.test(field.normalize('NFKC')) && !isNumber(field)
}

/** Whether a number survives unchanged: spreadsheets keep fifteen digits. */
function isNumber(field: string): boolean {
  return field.length <= 15 && String(Number(field)) === field
}

function cell(field: string): string {
  const text = escapeHtml(field).replaceAll('\n', '<br style="mso-data-placement:same-cell">')
  if (field === '' || isNumber(field)) return `<td>${text}</td>`
  const typed = escapeHtml(JSON.stringify({ 1: 2, 2: field }))
  return `<td style="mso-number-format:'\\@'" data-sheets-value="${typed}">${text}</td>`
}
