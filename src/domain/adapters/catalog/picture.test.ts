import { expect, it } from 'vitest'
import { isPicturePath, pictureType } from './picture.ts'

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

it('knows pictures by how they begin', () => {
  expect(pictureType(bytes('\u0089PNG\r\n\u001a\n....'))).toBe('image/png')
  expect(pictureType(bytes('\u00ff\u00d8\u00ff\u00e0'))).toBe('image/jpeg')
  expect(pictureType(bytes('GIF89a'))).toBe('image/gif')
  expect(pictureType(bytes('RIFF\u0001\n\u0000\u0000WEBPVP8'))).toBe('image/webp')
  expect(pictureType(bytes('<?xml version="1.0"?>\n<!-- made -->\n<svg xmlns="x"/>'))).toBe('image/svg+xml')
})

it('takes nothing else for a picture, whatever its name is', () => {
  for (const text of ['<html><svg></svg></html>', '<script>', '', 'PNG'])
    expect(pictureType(bytes(text))).toBeUndefined()
  expect([isPicturePath('a/b.PNG'), isPicturePath('a/b.png.html')]).toEqual([true, false])
})
