import type { Trail } from './trail.tsx'

const beginsBlock = /(?:^|\s)[|>][-+0-9]*$/

/**
 * The trail of a line. All lines of a block scalar share one; a line that only holds others (`metadata:`) has that of
 * the first of them.
 */
export function trailAt(trails: readonly Trail[], text: string, line: number): Trail | undefined {
  const above = trails.filter((trail) => trail.line <= line).at(-1)
  if (above?.line === line) return above
  const rows = text.split('\n')
  if (above !== undefined && beginsBlock.test(rows[above.line - 1] ?? '')) {
    const row = rows[line - 1] ?? ''
    if (row.trim() === '' || indent(row) > indent(rows[above.line - 1] ?? '')) return above
  }
  return trails.find((trail) => trail.line > line) ?? above
}

function indent(row: string): number {
  return row.length - row.trimStart().length
}
