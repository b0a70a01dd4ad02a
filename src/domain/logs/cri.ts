/**
 * One physical line of the CRI logging format that container runtimes write (Kubernetes design "CRI: logging"):
 * `<RFC 3339 time with nanoseconds> <stdout|stderr> <P|F> <text>`. `P` says that the logical line goes on in the next one.
 */
export interface CriLine {
  readonly time: string
  readonly stream: 'stdout' | 'stderr'
  readonly partial: boolean
  readonly text: string
}

/** Reads one CRI line without its line end; a line that is none is taken as text of unknown time, so that nothing is hidden. */
export function parseCriLine(line: string): CriLine {
  const timeEnd = line.indexOf(' ')
  const streamEnd = line.indexOf(' ', timeEnd + 1)
  const stream = line.slice(timeEnd + 1, streamEnd)
  const tag = line[streamEnd + 1]
  const wellFormed =
    timeEnd > 0 &&
    streamEnd > 0 &&
    (stream === 'stdout' || stream === 'stderr') &&
    (tag === 'F' || tag === 'P') &&
    (line.length === streamEnd + 2 || line[streamEnd + 2] === ' ')
  if (!wellFormed) return { time: '', stream: 'stdout', partial: false, text: line }
  return { time: line.slice(0, timeEnd), stream, partial: tag === 'P', text: line.slice(streamEnd + 3) }
}

/** Writes one CRI line with its line end; `text` must hold no line end. */
export function formatCriLine(line: CriLine): string {
  return `${line.time} ${line.stream} ${line.partial ? 'P' : 'F'} ${line.text}\n`
}
