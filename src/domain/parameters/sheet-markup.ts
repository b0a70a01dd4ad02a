import { escapeHtml } from '../escape-html.ts'

/**
 * The same table as `writeSheetText` gives, for a spreadsheet that would make something else of its texts: a formula of `=1+2`, a date of `1/2`, 7
 * of `007`, TRUE of `true`. Those cells say that they hold text, in the ways of Excel and of Google Sheets (which LibreOffice reads as well).
 * Undefined where no text needs that, or where markup would lose something: it has no tabs, and joins spaces.
 */
export function sheetMarkup(table: readonly (readonly string[])[]): string | undefined {
  const fields = table.flat()
  if (!fields.some(isRead) || fields.some((field) => /\t|\r|^ | $| {2}|^\n|\n$| \n|\n /.test(field))) return undefined
  const rows = table.map((line) => `<tr>${line.map(cell).join('')}</tr>`)
  return `<table data-sheets-root="1">${rows.join('')}</table>`
}

/** Whether a spreadsheet reads a text as something else than the text that it is. */
function isRead(field: string): boolean {
  return /^[=+@'-]|^(?:true|false)$|\d/i.test(field.normalize('NFKC')) && !isNumber(field)
}

/** A number that comes back as it was: spreadsheets keep fifteen digits of one. */
function isNumber(field: string): boolean {
  return field.length <= 15 && String(Number(field)) === field
}

function cell(field: string): string {
  const text = escapeHtml(field).replaceAll('\n', '<br style="mso-data-placement:same-cell">')
  if (field === '' || isNumber(field)) return `<td>${text}</td>`
  const typed = escapeHtml(JSON.stringify({ 1: 2, 2: field }))
  return `<td style="mso-number-format:'\\@'" data-sheets-value="${typed}">${text}</td>`
}
