import type { SecretValue } from '#domain/tekton/launch/task-launch.ts'
import { secretForms } from '#domain/secret-forms.ts'
import { lettersAtEnd, unfold, unpaint, type Unfolded } from './folded-lines.ts'

/** Replaces secret values in a stream of bytes, even when chunks or line ends cut them. */
export interface Masker {
  /** Returns the bytes that are safe to show now; keeps the start of a possible secret. */
  write(bytes: Buffer): Buffer
  /** Returns the kept rest. */
  end(): Buffer
}

/** One form of a secret, and its replacement. */
interface MaskPattern {
  readonly bytes: Buffer
  readonly mask: Buffer
  readonly secret: string
  /** Whether it is base64 or hex, which programs break into lines. */
  readonly folds: boolean
  /** Whether it contains colour sequences, so that it must be searched in the raw bytes. */
  readonly isPainted: boolean
}

export interface MaskPatterns {
  readonly patterns: readonly MaskPattern[]
  /** Length of the longest pattern in bytes; 0 if there is nothing to mask. */
  readonly longest: number
}

const nothing: Buffer = Buffer.alloc(0)

/** Prepares the forms of all secrets of a TaskRun once for all its streams. The mask names the secret that it replaces. */
export function maskPatterns(secrets: readonly SecretValue[]): MaskPatterns {
  const unique = new Map<string, MaskPattern>()
  for (const { name, key, value, isComposed } of secrets) {
    if (isComposed === true) continue
    const secret = `${name}/${key}`
    const mask = Buffer.from(`***${secret}***`)
    for (const { text, folds } of secretForms(value)) {
      const bytes = Buffer.from(text, 'latin1')
      const id = `${text}${folds ? '' : '\n'}`
      if (!unique.has(id)) unique.set(id, { bytes, mask, secret, folds, isPainted: bytes.includes(0x1b) })
    }
  }
  const patterns = [...unique.values()].toSorted((a, b) => b.bytes.length - a.bytes.length)
  return { patterns, longest: patterns[0]?.bytes.length ?? 0 }
}

/** Finds a secret whose value appears in the bytes in any form, and returns its name and key; undefined if there is none. */
export function secretIn(bytes: Buffer, { patterns }: MaskPatterns): string | undefined {
  return matches(readingsOf(bytes, 0), patterns)[0]?.secret
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
  /** Bytes at the start of `held` that belong to a secret whose mask is already written. */
  let covered = 0
  /** Number of base64 letters directly before `held`. */
  let before = 0

  function release(input: Buffer, readings: Readings, upTo: number): Buffer {
    if (upTo === 0) return nothing
    const found = matches(readings, patterns)
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
      const readings = readingsOf(input, before)
      const upTo = possibleStart(readings, patterns)
      const output = release(input, readings, upTo)
      held = Buffer.from(input.subarray(upTo))
      return output
    },
    end() {
      const output = held.length === 0 ? nothing : release(held, readingsOf(held, before), held.length)
      held = nothing
      return output
    },
  }
}

/** The same bytes in three readings: raw, without colours, and without colours and the line ends of broken lines. */
interface Readings {
  readonly raw: Unfolded
  readonly plain: Unfolded
  readonly unfolded: Unfolded
}

function readingsOf(input: Buffer, before: number): Readings {
  const plain = unpaint(input)
  const line = unfold(plain.bytes, before)
  const unfolded = { bytes: line.bytes, at: (index: number) => plain.at(line.at(index)) }
  return { raw: { bytes: input, at: (index) => index }, plain, unfolded }
}

function readingFor({ folds, isPainted }: MaskPattern, { raw, plain, unfolded }: Readings): Unfolded {
  return folds ? unfolded : isPainted ? raw : plain
}

function matches(readings: Readings, patterns: readonly MaskPattern[]): readonly Range[] {
  const found: Range[] = []
  for (const pattern of patterns) {
    const { bytes, mask, secret } = pattern
    const reading = readingFor(pattern, readings)
    for (let at = reading.bytes.indexOf(bytes); at !== -1; at = reading.bytes.indexOf(bytes, at + 1))
      found.push({ start: reading.at(at), end: reading.at(at + bytes.length - 1) + 1, mask, secret })
  }
  return found.toSorted((a, b) => a.start - b.start)
}

/** Joins overlapping ranges, so that no part of a secret remains between two masks. */
function merge(ranges: readonly Range[]): readonly Range[] {
  const merged: Range[] = []
  for (const range of ranges) {
    const last = merged.at(-1)
    if (last === undefined || range.start >= last.end) merged.push(range)
    else merged[merged.length - 1] = { ...last, end: Math.max(last.end, range.end) }
  }
  return merged
}

/** Position of the earliest unfinished pattern at the end of the input; the input's length if there is none. */
function possibleStart(readings: Readings, patterns: readonly MaskPattern[]): number {
  let earliest = readings.raw.bytes.length
  for (const pattern of patterns) {
    const reading = readingFor(pattern, readings)
    const { bytes } = pattern
    const text = reading.bytes
    const start = Math.max(0, text.length - bytes.length + 1)
    for (let at = text.indexOf(bytes[0] ?? 0, start); at !== -1; at = text.indexOf(bytes[0] ?? 0, at + 1)) {
      if (text.compare(bytes, 0, text.length - at, at) !== 0) continue
      earliest = Math.min(earliest, reading.at(at))
      break
    }
  }
  return earliest
}
