/**
 * One physical line in the CRI logging format of container runtimes (Kubernetes design "CRI: logging"): `<RFC 3339 time with nanoseconds>
 * <stdout|stderr> <P|F> <text>`. `P` means that the logical line continues in the next one.
 */
export interface CriLine {
  readonly time: string
  readonly stream: 'stdout' | 'stderr'
  readonly partial: boolean
  readonly text: string
}

/** Parses a CRI line without its line end. Any other line becomes text with an unknown time, so that nothing is hidden. */
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

/** Formats a CRI line with its line end; `text` must not contain line ends. */
export function formatCriLine(line: CriLine): string {
  return `${line.time} ${line.stream} ${line.partial ? 'P' : 'F'} ${line.text}\n`
}
