/*
 * A WebAssembly module of one function, put together by hand, for JavaScript has no instructions that compare sixteen bytes at once.
 *
 *   scan(at, to, first, foldFirst, last, foldLast, distance, out):
 *     for (; at < to; at += 16)
 *       for each of the 16 places where (memory[place] | foldFirst) = first and (memory[place + distance] | foldLast) = last
 *         store the place (four bytes) at `out`; out += 4
 *     answer out
 */

const i32 = 0x7f
const v128 = 0x7b
const block = [0x02, 0x40]
const loop = [0x03, 0x40]
const end = 0x0b
const jump = 0x0c
const jumpIf = 0x0d
const number = {
  ...{ isZero: 0x45, notLess: 0x4f, trailingZeros: 0x68, add: 0x6a, subtract: 0x6b, and: 0x71 },
  store: [0x36, 2, 0],
}
const vector = {
  ...{ load: [0xfd, 0x00, 0, 0], spread: [0xfd, 0x0f], equal: [0xfd, 0x23], and: [0xfd, 0x4e], or: [0xfd, 0x50] },
  highBits: [0xfd, 0x64],
}
const parameters = { at: 0, to: 1, first: 2, foldFirst: 3, last: 4, foldLast: 5, distance: 6, out: 7 }
const mask = 8
const vectors = { first: 9, foldFirst: 10, last: 11, foldLast: 12 }

const get = (variable: number): readonly number[] => [0x20, variable]
const set = (variable: number): readonly number[] => [0x21, variable]
const constant = (value: number): readonly number[] => [0x41, value]
const spread = (parameter: number, into: number): readonly number[] => [
  ...[...get(parameter), ...vector.spread, ...set(into)],
]
const equal = (address: readonly number[], fold: number, wanted: number): readonly number[] => [
  ...[...address, ...vector.load, ...get(fold), ...vector.or, ...get(wanted), ...vector.equal],
]

const findPlaces = [
  ...equal(get(parameters.at), vectors.foldFirst, vectors.first),
  ...equal([...get(parameters.at), ...get(parameters.distance), number.add], vectors.foldLast, vectors.last),
  ...[...vector.and, ...vector.highBits, ...set(mask)],
]
const storePlaces = [
  ...[...block, ...loop, ...get(mask), number.isZero, jumpIf, 1],
  ...[...get(parameters.out), ...get(parameters.at), ...get(mask), number.trailingZeros, number.add],
  ...[...number.store, ...get(parameters.out), ...constant(4), number.add, ...set(parameters.out)],
  // Clears the lowest bit.
  ...[...get(mask), ...get(mask), ...constant(1), number.subtract, number.and, ...set(mask), jump, 0, end, end],
]
const code = [
  ...[...spread(parameters.first, vectors.first), ...spread(parameters.foldFirst, vectors.foldFirst)],
  ...[...spread(parameters.last, vectors.last), ...spread(parameters.foldLast, vectors.foldLast)],
  ...[...block, ...loop, ...get(parameters.at), ...get(parameters.to), number.notLess, jumpIf, 1],
  ...[...findPlaces, ...storePlaces],
  ...[...get(parameters.at), ...constant(16), number.add, ...set(parameters.at), jump, 0, end, end],
  ...[...get(parameters.out), end],
]

/** The module, with a memory of `pages` times 64 KiB. */
export function vectorProgram(pages: number): Uint8Array<ArrayBuffer> {
  const sections = [
    // Sections for the function's type, the function, its memory, the exports and the code.
    [1, ...sized([1, 0x60, ...sized(Object.values(parameters).map(() => i32)), ...sized([i32])])],
    [3, ...sized([1, 0])],
    [5, ...sized([1, 0, pages])],
    [7, ...sized([2, ...name('memory'), 2, 0, ...name('scan'), 0, 0])],
    [10, ...sized([1, ...sized([2, 1, i32, Object.keys(vectors).length, v128, ...code])])],
  ]
  return Uint8Array.from([...[0, 0x61, 0x73, 0x6d], ...[1, 0, 0, 0], ...sections.flat()])
}

/** Bytes with their number in front. */
function sized(bytes: readonly number[]): readonly number[] {
  return [...leb128(bytes.length), ...bytes]
}

function leb128(value: number): readonly number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...leb128(value >> 7)]
}

function name(text: string): readonly number[] {
  return sized(Array.from(text, (character) => character.charCodeAt(0)))
}
