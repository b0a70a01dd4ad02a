import { describe, expect, it } from 'vitest'
import { sha256 } from './sha256.ts'
import { sourcesDigest } from './sources-digest.ts'

describe('sha256', () => {
  it('agrees with the published examples', () => {
    expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })

  it('agrees with them at the bounds of blocks and beyond ASCII', () => {
    expect(sha256('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq')).toBe(
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    )
    expect(sha256('a'.repeat(1_000_000))).toBe('cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0')
    expect(sha256('\u{1F600} \u672C \u00E9 \uD800')).toBe(sha256('\u{1F600} \u672C \u00E9 \uFFFD'))
  })
})

describe('sourcesDigest', () => {
  it('does not depend on the order of files, but on names, texts and where one ends', () => {
    expect(sourcesDigest({ a: '1', b: '2' })).toBe(sourcesDigest({ b: '2', a: '1' }))
    const different = [{ a: '1', b: '2' }, { a: '12', b: '' }, { a: '1' }, { ab: '1' }, { a: '2', b: '1' }, {}]
    expect(new Set(different.map((files) => sourcesDigest(files))).size).toBe(different.length)
  })
})
