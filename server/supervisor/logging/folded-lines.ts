/** A text with some parts removed, since a secret may begin before one of them and end behind it. */
export interface Unfolded {
  readonly bytes: Buffer
  /** Position of a byte in the whole text. */
  at(index: number): number
}

/** Shorter runs of letters and digits are words, not broken lines: `xxd` breaks after 60, OpenSSL after 64, `base64` after 76. */
const shortestLine = 60

const letters = new Uint8Array(256)
for (const letter of Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_'))
  letters[letter] = 1

/** How many base64 letters end the text, counting `before` letters in front of it. */
export function lettersAtEnd(text: Buffer, before: number): number {
  let at = text.length
  while (at > 0 && isLetter(text, at - 1)) at -= 1
  return text.length - at + (at === 0 ? before : 0)
}

/**
 * Joins base64 and hex text that a program broke into lines: removes the line ends (or the spaces that a shell makes of them) after long runs of
 * letters. `before` letters precede the text.
 */
export function unfold(text: Buffer, before: number): Unfolded {
  return without(text, gapsIn(text, before))
}

/** Removes colour sequences, since `grep` and the like paint the middle of a line. Also removes one that the end of the text cuts. */
export function unpaint(text: Buffer): Unfolded {
  const gaps: Gap[] = []
  for (let at = text.indexOf(escape); at !== -1; at = text.indexOf(escape, at + 1)) {
    let end = at + 1
    if (text[end] === openingBracket) {
      end += 1
      while (end < text.length && isParameter(text[end])) end += 1
      gaps.push({ at, width: Math.min(end + 1, text.length) - at })
    } else if (end === text.length) gaps.push({ at, width: 1 })
  }
  return without(text, gaps)
}

const escape = 0x1b
const openingBracket = 0x5b

function isParameter(byte = 0): boolean {
  return byte >= 0x20 && byte < 0x40
}

function without(text: Buffer, gaps: readonly Gap[]): Unfolded {
  if (gaps.length === 0) return { bytes: text, at: (index) => index }
  const parts: Buffer[] = []
  let from = 0
  for (const { at, width } of gaps) {
    parts.push(text.subarray(from, at))
    from = at + width
  }
  parts.push(text.subarray(from))
  return {
    bytes: Buffer.concat(parts),
    at(index) {
      let place = index
      for (const { at, width } of gaps) {
        if (at > place) break
        place += width
      }
      return place
    },
  }
}

interface Gap {
  readonly at: number
  readonly width: number
}

/** Checks first the last letter that a line would need, so that it passes over ordinary text in strides. */
function gapsIn(text: Buffer, before: number): readonly Gap[] {
  const gaps: Gap[] = []
  let start = 0
  let needed = Math.max(shortestLine - before, 0)
  while (start + needed < text.length) {
    let back = start + needed - 1
    while (back >= start && isLetter(text, back)) back -= 1
    if (back >= start) {
      start = back + 1
    } else {
      let end = start + needed
      while (end < text.length && isLetter(text, end)) end += 1
      const width = widthOfGap(text, end)
      if (width > 0) gaps.push({ at: end, width })
      start = end + Math.max(width, 1)
    }
    needed = shortestLine
  }
  return gaps
}

function isLetter(text: Buffer, at: number): boolean {
  return letters[text[at] ?? 0] === 1
}

function widthOfGap(text: Buffer, at: number): number {
  const [first, second] = [text[at], text[at + 1]]
  if (first === 0x0d) return second === 0x0a ? 2 : 1
  return first === 0x0a || first === 0x20 ? 1 : 0
}
