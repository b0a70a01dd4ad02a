import { describe, expect, it } from 'vitest'
import { textOfFile } from './text-of-file.ts'

describe('the text of a file', () => {
  it('is read as UTF-8 and as UTF-16, without the mark at its beginning', async () => {
    const utf8 = new TextEncoder().encode('\uFEFFä: €\r\n')
    expect(await textOfFile(new Blob([utf8]))).toEqual({ ok: true, value: 'ä: €\r\n' })
    const utf16 = new Blob([new Uint16Array([...'\uFEFFä: €'].map((character) => character.charCodeAt(0)))])
    expect(await textOfFile(utf16)).toEqual({ ok: true, value: 'ä: €' })
  })

  it('is refused in an older encoding, by the line that shows it', async () => {
    const bytes = [...'kind: Pipeline\n# Gerät\n'].map((character) => character.charCodeAt(0))
    expect(await textOfFile(new Blob([new Uint8Array(bytes)]))).toEqual({ ok: false, error: { line: 2 } })
  })
})
