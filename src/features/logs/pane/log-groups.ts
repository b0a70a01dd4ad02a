import type { MarkedLine } from '#domain/logs/log-block.ts'

/**
 * A group of lines, from its heading to its last line (its end mark, if there is one). `end` is undefined while it is
 * open.
 */
export interface LogGroup {
  readonly line: number
  readonly end: number | undefined
  readonly title: string
  readonly depth: number
  /** When its first and last lines were printed, as far as the marks say so. */
  readonly startedAt: string
  readonly endedAt: string | undefined
  /** Whether it is folded until somebody unfolds it. */
  readonly folded: boolean
}

interface Draft {
  line: number
  end: number | undefined
  title: string
  depth: number
  folded: boolean
  readonly startedAt: string
  endedAt: string | undefined
  readonly form: 'nested' | 'section'
  readonly name: string | undefined
}

export interface Groups {
  /** Takes the next mark. */
  take(marked: MarkedLine): void
  /** All groups in order of their headings. In a complete log, open groups end at its last line. */
  list(lineCount: number, complete: boolean): readonly LogGroup[]
  /** Lines that only mark an end and are not shown. */
  readonly endMarks: ReadonlySet<number>
}

/** Builds groups from marks. Nested groups have end marks; a section ends where the next begins. */
export function createGroups(): Groups {
  const groups: Draft[] = []
  const open: Draft[] = []
  const endMarks = new Set<number>()

  function close(group: Draft, end: number, at: string): void {
    while (open.length > 0) {
      const inner = open.pop()
      if (inner === undefined) return
      inner.end = end
      inner.endedAt = at
      if (inner === group) return
    }
  }

  return {
    endMarks,
    take({ line, time, mark }) {
      if (mark.kind === 'expand') {
        const last = groups.at(-1)
        if (last !== undefined) last.folded = false
        endMarks.add(line)
        return
      }
      if (mark.kind === 'close') {
        endMarks.add(line)
        const wanted = open.findLast(
          (group) => group.form === 'nested' && (mark.name === undefined || group.name === mark.name),
        )
        if (wanted !== undefined) close(wanted, line, time)
        return
      }
      if (mark.form === 'section') {
        const before = open.findLast((group) => group.form === 'section')
        if (before !== undefined) close(before, line - 1, time)
      }
      const { title, form, name, folded } = mark
      const depth = open.length
      const group: Draft = {
        line,
        end: undefined,
        title,
        depth,
        folded,
        startedAt: time,
        endedAt: undefined,
        form,
        name,
      }
      groups.push(group)
      open.push(group)
    },
    list: (lineCount, complete) =>
      groups.map(({ line, end, title, depth, startedAt, endedAt, folded }) => ({
        ...{ line, title, depth, startedAt, endedAt, folded },
        end: end ?? (complete ? lineCount - 1 : undefined),
      })),
  }
}
