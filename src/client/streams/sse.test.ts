import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSseParser } from './sse.ts'

const text =
  'id: 1\nevent: run\ndata: {"a":1}\n\n: a comment\r\n\r\ndata: two\r\ndata: lines\r\nid: 2\r\n\r\ndata: cr\rid: 3\r\rdata: half'

describe('the event parser', () => {
  it('reads events, comments and line ends of every kind', () => {
    const parse = createSseParser()
    expect(parse(text)).toEqual([
      { event: 'run', id: '1', data: '{"a":1}' },
      { event: 'message', id: '2', data: 'two\nlines' },
      { event: 'message', id: '3', data: 'cr' },
    ])
    expect(parse('\n\n')).toEqual([{ event: 'message', id: '3', data: 'half' }])
  })

  it('reads the same wherever the chunks are cut', () => {
    const whole = createSseParser()(`${text}\n\n`)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: text.length }), { maxLength: 12 }), (cuts) => {
        const parse = createSseParser()
        const places = [0, ...cuts.toSorted((a, b) => a - b), text.length]
        const chunks = places.slice(1).map((end, index) => text.slice(places[index], end))
        expect([...chunks, '\n\n'].flatMap((chunk) => parse(chunk))).toEqual(whole)
      }),
    )
  })
})
