import { strToU8, zipSync } from 'fflate'
import { expect, it } from 'vitest'
import { readZip } from './read-zip.ts'

const archive = zipSync({ 'a.cue': strToU8('package a'), 'big.bin': new Uint8Array(1000), 'dir/b.cue': strToU8('ä') })
const isCue = (name: string): boolean => name.endsWith('.cue')

it('gives the files that are wanted', () => {
  const files = readZip(archive, isCue, 100)
  expect([...(files ?? [])]).toEqual([
    ['a.cue', 'package a'],
    ['dir/b.cue', 'ä'],
  ])
})

it('gives nothing of more than was allowed, or of what is no archive', () => {
  expect(readZip(archive, () => true, 1000)).toBeUndefined()
  expect(readZip(strToU8('no archive'), isCue, 100)).toBeUndefined()
  expect(readZip(archive.subarray(0, 60), isCue, 100)).toBeUndefined()
})

it('a file that holds more than the archive says takes no more room than that', () => {
  const lying = zipSync({ 'a.cue': new Uint8Array(100_000) })
  const view = new DataView(lying.buffer)
  // The size field of the central directory, 24 bytes after its signature.
  const central = lying.findIndex((_, at) => at + 4 <= lying.length && view.getUint32(at, true) === 0x02014b50)
  view.setUint32(central + 24, 10, true)
  expect((readZip(lying, isCue, 100)?.get('a.cue') ?? '').length).toBeLessThanOrEqual(10)
})
