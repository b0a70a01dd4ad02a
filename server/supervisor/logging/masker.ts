import type { SecretValue } from '#domain/tekton/launch/task-launch.ts'
import { lettersAtEnd, unfold, type Unfolded } from './folded-lines.ts'
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
  /** Base64 or hex, which programs break into lines. */
  readonly folds: boolean
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
    for (const { bytes, folds } of secretForms(value)) {
      const text = `${bytes.toString('latin1')}${folds ? '' : '\n'}`
      if (!unique.has(text)) unique.set(text, { bytes, mask, secret, folds })
    }
  }
  const patterns = [...unique.values()].toSorted((a, b) => b.bytes.length - a.bytes.length)
  return { patterns, longest: patterns[0]?.bytes.length ?? 0 }
}

/** Name and key of a secret whose value stands in the bytes, in any form; undefined when none does. */
export function secretIn(bytes: Buffer, { patterns }: MaskPatterns): string | undefined {
  return matches(bytes, unfold(bytes, 0), patterns)[0]?.secret
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
  readonly secret?: string
}

export function createMasker({ patterns, longest }: MaskPatterns): Masker {
  let held = nothing
  /** So many bytes at the start of `held` belong to a secret whose mask has been written. */
  let covered = 0
  /** So many letters of base64 stand directly before `held`. */
  let before = 0

  function release(input: Buffer, unfolded: Unfolded, upTo: number): Buffer {
    if (upTo === 0) return nothing
    const found = matches(input, unfolded, patterns)
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
    before = lettersAtEnd(input.subarray(0, upTo), before)
    return Buffer.concat(out)
  }

  return {
    write(bytes) {
      if (longest === 0) return bytes
      const input = held.length === 0 ? bytes : Buffer.concat([held, bytes])
      const unfolded = unfold(input, before)
      const upTo = possibleStart(input, unfolded, patterns)
      const output = release(input, unfolded, upTo)
      held = Buffer.from(input.subarray(upTo))
      return output
    },
    end() {
      const output = held.length === 0 ? nothing : release(held, unfold(held, before), held.length)
      held = nothing
      return output
    },
  }
}

function matches(input: Buffer, unfolded: Unfolded, patterns: readonly MaskPattern[]): readonly Range[] {
  const found: Range[] = []
  for (const { bytes, mask, secret, folds } of patterns) {
    const text = folds ? unfolded.bytes : input
    for (let at = text.indexOf(bytes); at !== -1; at = text.indexOf(bytes, at + 1)) {
      const last = at + bytes.length - 1
      const [start, end] = folds ? [unfolded.at(at), unfolded.at(last)] : [at, last]
      found.push({ start, end: end + 1, mask, secret })
    }
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
function possibleStart(input: Buffer, unfolded: Unfolded, patterns: readonly MaskPattern[]): number {
  let earliest = input.length
  for (const { bytes: pattern, folds } of patterns) {
    const text = folds ? unfolded.bytes : input
    const first = pattern[0] ?? 0
    const start = Math.max(0, text.length - pattern.length + 1)
    for (let at = text.indexOf(first, start); at !== -1; at = text.indexOf(first, at + 1)) {
      if (text.compare(pattern, 0, text.length - at, at) !== 0) continue
      earliest = Math.min(earliest, folds ? unfolded.at(at) : at)
      break
    }
  }
  return earliest
}
