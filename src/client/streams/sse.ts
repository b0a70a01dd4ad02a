/** One server-sent event: `data` is the joined text, `id` the cursor to resume from. */
export interface ServerSentEvent {
  readonly event: string
  readonly id: string | undefined
  readonly data: string
}

/** Turns chunks of text into events; lines may end in LF, CRLF or CR, and chunks may cut anywhere. */
export function createSseParser(): (chunk: string) => readonly ServerSentEvent[] {
  let rest = ''
  let event = ''
  let id: string | undefined
  let data: string[] = []

  function take(line: string): ServerSentEvent | undefined {
    if (line === '') {
      const whole =
        data.length === 0 && event === ''
          ? undefined
          : { event: event === '' ? 'message' : event, id, data: data.join('\n') }
      event = ''
      data = []
      return whole
    }
    const colon = line.indexOf(':')
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'event') event = value
    if (field === 'data') data.push(value)
    if (field === 'id' && !value.includes('\0')) id = value
    return undefined
  }

  return (chunk) => {
    // A CR at the end may be the first half of a CRLF: it waits for the next chunk.
    const text = rest + chunk
    const usable = text.endsWith('\r') ? text.slice(0, -1) : text
    const lines = usable.split(/\r\n|\n|\r/)
    rest = (lines.pop() ?? '') + (text.endsWith('\r') ? '\r' : '')
    return lines.map(take).filter((whole) => whole !== undefined)
  }
}
