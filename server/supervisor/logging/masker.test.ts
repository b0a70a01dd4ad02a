import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMasker, maskPatterns, maskText } from './masker.ts'

const mark = '***db/password***'

function named(values: readonly string[]) {
  return values.map((value) => ({ name: 'db', key: 'password', value }))
}

function inChunks(text: Buffer, sizes: readonly number[], values: readonly string[]): string {
  const masker = createMasker(maskPatterns(named(values)))
  const out: Buffer[] = []
  let at = 0
  for (let turn = 0; at < text.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1
    out.push(Buffer.from(masker.write(text.subarray(at, at + size))))
    at += size
  }
  return Buffer.concat([...out, masker.end()]).toString()
}

const secret = fc
  .string({ minLength: 8, maxLength: 40, unit: 'grapheme' })
  .filter((text) => text.trim() === text && text.length >= 8 && !text.includes('*'))
const noise = fc.string({ maxLength: 30 }).filter((text) => !text.includes('*'))
const sizes = fc.array(fc.integer({ min: 1, max: 17 }), { minLength: 1, maxLength: 5 })
const codeOf = (mark: string): string => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`
const base64url = (text: string): string => Buffer.from(text).toString('base64url')
const encodings: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => Buffer.from(text).toString('base64'),
  base64url,
  (text) => encodeURIComponent(text.toWellFormed()),
  (text) => encodeURIComponent(text.toWellFormed()).replace(/%../g, (code) => code.toLowerCase()),
  (text) =>
    encodeURIComponent(text.toWellFormed())
      .replace(/[!'()*]/g, codeOf)
      .replaceAll('%2F', '/'),
  (text) => encodeURIComponent(encodeURIComponent(text.toWellFormed())),
  (text) => JSON.stringify(text).slice(1, -1),
  (text) => inspect(text, { breakLength: Infinity }).slice(1, -1),
  (text) => JSON.stringify(JSON.stringify(text).slice(1, -1)).slice(1, -1),
  (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
  (text) => text.replaceAll("'", String.raw`'\''`),
  (text) => Buffer.from(text).toString('hex'),
]

describe('masking', () => {
  it('lets no form of a secret through, however the bytes are cut', () => {
    fc.assert(
      fc.property(secret, noise, noise, sizes, fc.constantFrom(...encodings), (value, before, after, cuts, encode) => {
        const output = inChunks(Buffer.from(`${before}${encode(value)}${after}`), cuts, [value])
        expect(output.includes(encode(value))).toBe(false)
        expect(output).toContain(mark)
      }),
      { numRuns: 500 },
    )
  })

  it('finds a secret in the middle of which a colour begins, however the bytes are cut', () => {
    const colour = fc.constantFrom(
      '\u001b[31m',
      '\u001b[0m',
      '\u001b[01;31m\u001b[K',
      '\u001b[38;5;208m',
      '\u001b[m\u001b[K',
    )
    fc.assert(
      fc.property(secret, fc.nat(), colour, noise, sizes, fc.boolean(), (value, place, paint, after, cuts, isCoded) => {
        const text = Buffer.from(isCoded ? Buffer.from(value).toString('base64') : value)
        const at = 1 + (place % (text.length - 1))
        const parts = [
          Buffer.from('a '),
          text.subarray(0, at),
          Buffer.from(paint),
          text.subarray(at),
          Buffer.from(` ${after}`),
        ]
        const output = inChunks(Buffer.concat(parts), cuts, [value])
        expect(output.startsWith(`a ${mark}`)).toBe(true)
        if (!isCoded) expect(output).toBe(`a ${mark} ${after}`)
      }),
      { numRuns: 500 },
    )
  })

  it('finds a secret inside a longer base64 text at every alignment', () => {
    fc.assert(
      fc.property(secret, fc.string({ maxLength: 5 }), noise, sizes, (value, before, after, cuts) => {
        const output = inChunks(Buffer.from(Buffer.from(before + value + after).toString('base64')), cuts, [value])
        expect(output).toContain(mark)
        // Only characters that share bits with the neighbours may remain, plus what the noise itself encodes to.
        const left = Buffer.from(output.replaceAll(mark, ''), 'base64').toString('latin1')
        expect(left.includes(value)).toBe(false)
      }),
      { numRuns: 300 },
    )
  })

  it('finds a secret in base64 and hex that a program has broken into lines, wherever the lines end', () => {
    const breaking = fc.record({
      width: fc.constantFrom(60, 64, 76),
      end: fc.constantFrom('\n', '\r\n', ' '),
      code: fc.constantFrom<BufferEncoding>('base64', 'base64url', 'hex'),
    })
    const text = fc.string({ maxLength: 150 }).filter((before) => !before.includes('*'))
    fc.assert(
      fc.property(secret, text, text, sizes, breaking, (value, before, after, cuts, { width, end, code }) => {
        const broken = (
          Buffer.from(before + value + after)
            .toString(code)
            .match(new RegExp(`.{1,${width}}`, 'g')) ?? []
        ).join(end)
        const output = inChunks(Buffer.from(`Basic ${broken}\n`), cuts, [value])
        expect(output).toContain(mark)
        expect(output).toBe(inChunks(Buffer.from(`Basic ${broken}\n`), [1e6], [value]))
        const left = Buffer.from(output.slice(6).replaceAll(mark, '').replaceAll(end, ''), code).toString('latin1')
        expect(left.includes(Buffer.from(value).toString('latin1'))).toBe(false)
      }),
      { numRuns: 500 },
    )
  })

  it('says the same for every way of cutting', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('abcd', 'bcda', 'aaaa', 'x', 'ab', '\n', 'aa'), { maxLength: 20 }),
        sizes,
        (parts, cuts) => {
          const text = Buffer.from(parts.join(''))
          const values = ['abcd', 'cdab', 'aaaa']
          expect(inChunks(text, cuts, values)).toBe(inChunks(text, [text.length + 1], values))
        },
      ),
      { numRuns: 500 },
    )
  })

  it('leaves text without secrets as it is and holds back only what may become one', () => {
    const masker = createMasker(maskPatterns(named(['s3cret-value'])))
    expect(masker.write(Buffer.from('ready s3')).toString()).toBe('ready ')
    expect(masker.write(Buffer.from('rious\n')).toString()).toBe('s3rious\n')
    // The last letters could begin a base64 form, but this is not a broken line.
    expect(masker.write(Buffer.from('done czN\n')).toString()).toBe('done czN\n')
    expect(masker.end().toString()).toBe('')
  })

  it('masks a secret of several lines as a whole and line by line', () => {
    const key = '-----BEGIN KEY-----\nMIIEvQIBADANBgkq\nhkiG9w0BAQEFAASC\n-----END KEY-----\n'
    const output = maskText(
      `cat:\n${key}then: MIIEvQIBADANBgkq\r\nand base64 ${Buffer.from(key)
        .toString('base64')
        .replace(/(.{76})/g, '$1\n')}`,
      maskPatterns(named([key])),
    )
    expect(output).not.toMatch(/MIIE|hkiG|TUlJ/)
    expect(output).toContain(`cat:\n${mark}\nthen: ${mark}\r\n`)
  })

  it('does not mask values that are too short to be recognised', () => {
    expect(maskText('abc abc', maskPatterns(named(['abc'])))).toBe('abc abc')
  })
})
