import type { MarkedLine } from '#domain/logs/log-block.ts'

/** A group of lines: `line` is its heading, `end` its last line (also its end mark, where it has one), undefined while it is open. */
export interface LogGroup {
  readonly line: number
  readonly end: number | undefined
  readonly title: string
  readonly depth: number
  /** When its first and its last line were printed, where their marks say so. */
  readonly startedAt: string
  readonly endedAt: string | undefined
  /** Whether it stands folded by itself, before anybody has touched it. */
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
  /** Groups in order of their headings; what is still open at the end of a complete log ends with it. */
  list(lineCount: number, complete: boolean): readonly LogGroup[]
  /** Lines that are marks and nothing to read. */
  readonly endMarks: ReadonlySet<number>
}

/** Puts marks of groups together: nested ones by their own ends, sections by the beginning of the next. */
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
