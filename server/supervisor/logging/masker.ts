import type { SecretValue } from '#domain/tekton/task-launch.ts'
import { secretForms } from './secret-forms.ts'

/** Replaces secret values in a stream of bytes; a form that is cut by chunks or line ends is found all the same. */
export interface Masker {
  /** Bytes that are safe to show now; the start of a possible secret waits for the next ones. */
  write(bytes: Buffer): Buffer
  /** What waited. */
  end(): Buffer
}

/** One form of a secret, and what stands in its place. */
interface MaskPattern {
  readonly bytes: Buffer
  readonly mask: Buffer
  readonly secret: string
}

export interface MaskPatterns {
  readonly patterns: readonly MaskPattern[]
  /** Length of the longest pattern in bytes; 0 when nothing is to be masked. */
  readonly longest: number
}

const nothing: Buffer = Buffer.alloc(0)

/** Prepares the forms of all secrets of a TaskRun once, for all its streams. The mark in place of a value says which secret it is. */
export function maskPatterns(secrets: readonly SecretValue[]): MaskPatterns {
  const unique = new Map<string, MaskPattern>()
  for (const { name, key, value, isComposed } of secrets) {
    if (isComposed === true) continue
    const secret = `${name}/${key}`
    const mask = Buffer.from(`***${secret}***`)
    for (const bytes of secretForms(value)) {
      const text = bytes.toString('latin1')
      if (!unique.has(text)) unique.set(text, { bytes, mask, secret })
    }
  }
  const patterns = [...unique.values()].toSorted((a, b) => b.bytes.length - a.bytes.length)
  return { patterns, longest: patterns[0]?.bytes.length ?? 0 }
}

/** Name and key of a secret whose value stands in the bytes, in any form; undefined when none does. */
export function secretIn(bytes: Buffer, { patterns }: MaskPatterns): string | undefined {
  return patterns.find((pattern) => bytes.includes(pattern.bytes))?.secret
}

/** Masks a whole text: a result, a message. */
export function maskText(text: string, patterns: MaskPatterns): string {
  if (patterns.longest === 0) return text
  const masker = createMasker(patterns)
  return Buffer.concat([masker.write(Buffer.from(text)), masker.end()]).toString()
}

interface Range {
  readonly start: number
  readonly end: number
  readonly mask: Buffer
}

export function createMasker({ patterns, longest }: MaskPatterns): Masker {
  let held = nothing
  /** So many bytes at the start of `held` belong to a secret whose mask has been written. */
  let covered = 0

  function release(input: Buffer, upTo: number): Buffer {
    if (upTo === 0) return nothing
    const found = matches(input, patterns)
    const ranges = merge(covered > 0 ? [{ start: 0, end: covered, mask: nothing }, ...found] : found)
    const out: Buffer[] = []
    let at = 0
    let rest = 0
    for (const range of ranges) {
      if (range.start >= upTo) break
      out.push(input.subarray(at, range.start))
      if (covered === 0 || range.start > 0) out.push(range.mask)
      at = Math.min(range.end, upTo)
      rest = Math.max(range.end - upTo, 0)
    }
    out.push(input.subarray(at, upTo))
    covered = rest
    return Buffer.concat(out)
  }

  return {
    write(bytes) {
      if (longest === 0) return bytes
      const input = held.length === 0 ? bytes : Buffer.concat([held, bytes])
      const upTo = possibleStart(input, patterns, longest)
      const output = release(input, upTo)
      held = Buffer.from(input.subarray(upTo))
      return output
    },
    end() {
      const output = held.length === 0 ? nothing : release(held, held.length)
      held = nothing
      return output
    },
  }
}

function matches(input: Buffer, patterns: readonly MaskPattern[]): readonly Range[] {
  const found: Range[] = []
  for (const { bytes, mask } of patterns) {
    for (let at = input.indexOf(bytes); at !== -1; at = input.indexOf(bytes, at + 1))
      found.push({ start: at, end: at + bytes.length, mask })
  }
  return found.toSorted((a, b) => a.start - b.start)
}

/** Joins overlapping ranges, so that no part of one secret stands between two masks. */
function merge(ranges: readonly Range[]): readonly Range[] {
  const merged: Range[] = []
  for (const range of ranges) {
    const last = merged.at(-1)
    if (last === undefined || range.start >= last.end) merged.push(range)
    else merged[merged.length - 1] = { ...last, end: Math.max(last.end, range.end) }
  }
  return merged
}

/** Where the earliest unfinished pattern at the end of the input begins; the input's length when none does. */
function possibleStart(input: Buffer, patterns: readonly MaskPattern[], longest: number): number {
  let earliest = input.length
  const from = Math.max(0, input.length - longest + 1)
  for (const { bytes: pattern } of patterns) {
    const first = pattern[0] ?? 0
    const start = Math.max(from, input.length - pattern.length + 1)
    for (let at = input.indexOf(first, start); at !== -1 && at < earliest; at = input.indexOf(first, at + 1)) {
      if (input.compare(pattern, 0, input.length - at, at) === 0) earliest = at
    }
  }
  return earliest
}
