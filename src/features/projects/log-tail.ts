/** About as much as a person scrolls through; the rest is in the file. */
export const keptCharacters = 200_000

export interface Tail {
  readonly add: (bytes: Uint8Array) => void
  readonly text: () => string
}

/**
 * Keeps the last part of a log as plain text. CRI prefixes (time, stream, tag) become the time of day, terminal
 * sequences are dropped, and an incomplete line waits for its rest.
 */
export function createTail(): Tail {
  const decoder = new TextDecoder()
  let kept = ''
  let rest = ''
  return {
    add(bytes) {
      const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      kept = (kept + lines.map((line) => `${plainLine(line)}\n`).join('')).slice(-keptCharacters)
    },
    text: () => (rest === '' ? kept : kept + plainLine(rest)),
  }
}

function plainLine(line: string): string {
  const cri = /^\d{4}-\d\d-\d\dT(\d\d:\d\d:\d\d)\S* (?:stdout|stderr) [FP] (.*)$/s.exec(line)
  const text = cri === null ? line : `${cri[1] ?? ''}  ${cri[2] ?? ''}`
  // CSI and OSC sequences, and single escapes.
  return text
    .replace(/\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)|[@-_])/g, '')
    .replace(/\r/g, '')
}
