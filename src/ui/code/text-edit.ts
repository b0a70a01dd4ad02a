/** The smallest single replacement that turns one text into another, as offsets into the first. */
export function smallestEdit(
  before: string,
  after: string,
): { readonly from: number; readonly to: number; readonly text: string } | undefined {
  if (before === after) return undefined
  const most = Math.min(before.length, after.length)
  let head = 0
  while (head < most && before[head] === after[head]) head += 1
  let tail = 0
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1
  return { from: head, to: before.length - tail, text: after.slice(head, after.length - tail) }
}

/** A text as an editor has it that knows one kind of line ending. */
export function withOneEnding(text: string, ending: string): string {
  return text.includes('\r') || ending !== '\n' ? plain(text).replaceAll('\n', ending) : text
}

/** What became of a text in an editor that knows one kind of line ending: lines that nobody touched keep theirs. */
export function withOwnEndings(text: string, edited: string): string {
  if (!text.includes('\r') && !edited.includes('\r')) return edited
  const edit = smallestEdit(plain(text), plain(edited))
  if (edit === undefined) return text
  const written = edit.text.replaceAll('\n', edited.includes('\r\n') ? '\r\n' : '\n')
  return text.slice(0, offsetIn(text, edit.from)) + written + text.slice(offsetIn(text, edit.to))
}

function plain(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n')
}

/** Where a place of the plain text is in the text itself. */
function offsetIn(text: string, offset: number): number {
  let at = offset
  for (const { index } of text.matchAll(/\r\n/g)) {
    if (index >= at) break
    at += 1
  }
  return at
}
