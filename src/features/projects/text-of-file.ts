import { err, ok, type Result } from '#domain/result.ts'

/**
 * The text of a file: UTF-8, or UTF-16 that says so at its beginning, as some shells write it. Bytes of any older encoding are refused with the line that has
 * them: which one they are in nobody can tell, and what is not read right would be kept wrong.
 */
export async function textOfFile(file: Blob): Promise<Result<string, { readonly line: number }>> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  try {
    return ok(new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes))
  } catch {
    const [before = ''] = new TextDecoder().decode(bytes).split('\uFFFD')
    return err({ line: before.split('\n').length })
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}
