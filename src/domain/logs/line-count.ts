import { contentStart, isPartial } from './cri-head.ts'
import { type LogBlock, type MarkedLine, mayBeMark, newline, parseBlock } from './log-block.ts'
import type { SearchTools } from './log-search.ts'

/** Counts the same lines and finds the same marks as `parseBlock`, but several times faster, because it looks at nothing else. */
export function countLines(bytes: Uint8Array, { codec, scan }: SearchTools): Pick<LogBlock, 'lineCount' | 'marks'> {
  const marks: MarkedLine[] = []
  const sections = placesOfSections(bytes, scan)
  let nextSection = 0
  let lineCount = 0
  let start = 0
  let joining = false

  function hasSection(end: number): boolean {
    while ((sections[nextSection] ?? end) < start) nextSection += 1
    return (sections[nextSection] ?? end) < end
  }
  function take(end: number): void {
    const content = contentStart(bytes, start)
    if (!joining) {
      if (mayBeMark(bytes, content, hasSection(end)))
        for (const { time, mark } of parseBlock(bytes.subarray(start, end + 1), codec).marks)
          marks.push({ line: lineCount, time, mark })
      lineCount += 1
    }
    joining = isPartial(bytes, start, content)
    start = end + 1
  }

  scan(bytes, { first: newline, foldsFirst: false, last: newline, foldsLast: false, distance: 0 }, take)
  if (start < bytes.length) take(bytes.length)
  return { lineCount, marks }
}

/** GitLab's marks may come after colours, so the beginning of a line is not enough to find them. */
const section = Array.from('section_', (character) => character.charCodeAt(0))

function placesOfSections(bytes: Uint8Array, scan: SearchTools['scan']): readonly number[] {
  const places: number[] = []
  const [first = 0] = section
  const pair = { first, foldsFirst: false, last: section.at(-1) ?? 0, foldsLast: false, distance: section.length - 1 }
  scan(bytes, pair, (at) => {
    if (section.every((byte, index) => bytes[at + index] === byte)) places.push(at)
  })
  return places
}
