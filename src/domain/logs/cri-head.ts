const newline = 10
const space = 32
const partialTag = 80
const fullTag = 70
/** Length of `2026-11-24T10:00:00.123456789Z stdout F `, a head whose time has all digits. */
const usualHead = 40
const stdout = codes(' stdout ')
const stderr = codes(' stderr ')

/** Where the text of the physical line at `start` begins: after its CRI head, or at `start` if it has none. */
export function contentStart(bytes: Uint8Array, start: number): number {
  const usual = start + usualHead
  // Checking the blanks and the `std` between them is enough, and fast: a search does this for every line.
  if (
    bytes[usual - 1] === space &&
    bytes[usual - 3] === space &&
    bytes[start + 30] === space &&
    bytes[start + 31] === 115 &&
    bytes[start + 32] === 116 &&
    bytes[start + 33] === 100 &&
    isTag(bytes[usual - 2])
  )
    return usual
  return rareContentStart(bytes, start)
}

/** Whether the logical line continues after the physical line that starts at `start` and whose text starts at `content`. */
export function isPartial(bytes: Uint8Array, start: number, content: number): boolean {
  if (content === start) return false
  return bytes[content - 1] === space ? bytes[content - 2] === partialTag : bytes[content - 1] === partialTag
}

/** The same for a line at the beginning of `bytes`. */
export function isPartialLine(bytes: Uint8Array): boolean {
  return isPartial(bytes, 0, contentStart(bytes, 0))
}

/** For times with fewer digits or with an offset, and for lines without a CRI head. */
function rareContentStart(bytes: Uint8Array, start: number): number {
  for (let at = start; at < bytes.length && at < start + usualHead && bytes[at] !== newline; at += 1) {
    if (bytes[at] !== space) continue
    if (at === start || !isStream(bytes, at) || !isTag(bytes[at + 8])) return start
    const end = at + 9
    if (bytes[end] === space) return end + 1
    return end === bytes.length || bytes[end] === newline ? end : start
  }
  return start
}

function isTag(byte: number | undefined): boolean {
  return byte === fullTag || byte === partialTag
}

function isStream(bytes: Uint8Array, at: number): boolean {
  return matches(bytes, at, stdout) || matches(bytes, at, stderr)
}

function matches(bytes: Uint8Array, at: number, wanted: Uint8Array): boolean {
  for (let index = wanted.length - 1; index >= 0; index -= 1) if (bytes[at + index] !== wanted[index]) return false
  return true
}

function codes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}
