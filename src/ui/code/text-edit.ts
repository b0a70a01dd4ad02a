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

/** A text with all line endings alike, as Monaco needs it. */
export function withOneEnding(text: string, ending: string): string {
  return text.includes('\r') || ending !== '\n' ? plain(text).replaceAll('\n', ending) : text
}

/** The edited text with the original line endings, which Monaco has unified, on untouched lines. */
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

/** Translates an offset of the unified text to one of the original. */
function offsetIn(text: string, offset: number): number {
  let at = offset
  for (const { index } of text.matchAll(/\r\n/g)) {
    if (index >= at) break
    at += 1
  }
  return at
}
