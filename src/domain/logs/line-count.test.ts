import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatCriLine } from './cri.ts'
import { countLines } from './line-count.ts'
import { parseBlock } from './log-block.ts'
import { createVectorScan } from './vector-scan.ts'

const codec = {
  decode: (bytes: Uint8Array) => new TextDecoder().decode(bytes),
  encode: (text: string) => new TextEncoder().encode(text),
}
const scan = createVectorScan()
const part = fc.constantFrom(
  ...[
    'a',
    ' ',
    '\t',
    '\r',
    '\u001b[0K',
    '\u001b[32m',
    '::group::x',
    '##[group]y',
    '::endgroup::',
    '--- z',
    '+++ z',
    '^^^ +++',
  ],
  ...['section_start:1:one\r\u001b[0Ktitle', 'section_end:1:one\r\u001b[0K', 'section_', '~~~ quiet', '漢'],
)
const line = fc.record({
  text: fc.array(part, { maxLength: 4 }).map((parts) => parts.join('')),
  form: fc.constantFrom('whole', 'partial', 'bare'),
})

it('counts the lines and finds the marks that reading all of it finds', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), fc.boolean(), (lines, ends) => {
      const text = lines
        .map(({ text: words, form }) =>
          form === 'bare'
            ? `${words}\n`
            : formatCriLine({
                time: '2026-11-24T10:00:00.000000001Z',
                stream: 'stdout',
                partial: form === 'partial',
                text: words,
              }),
        )
        .join('')
      const bytes = codec.encode(ends ? text : text.replace(/\n$/, ''))
      const { lineCount, marks } = parseBlock(bytes, codec)
      expect(countLines(bytes, { codec, scan })).toEqual({ lineCount, marks })
    }),
    { numRuns: 1000 },
  )
})
