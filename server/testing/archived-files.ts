/** Names and texts of the files in a tar archive. */
export function filesOf(tar: Uint8Array): Map<string, string> {
  const text = (from: number, to: number): string =>
    new TextDecoder().decode(tar.subarray(from, to)).replace(/\0.*$/s, '')
  const files = new Map<string, string>()
  for (let at = 0; text(at, at + 100) !== '';) {
    const size = Number.parseInt(text(at + 124, at + 136), 8)
    const sum = tar
      .subarray(at, at + 512)
      .reduce((all, byte, index) => all + (index >= 148 && index < 156 ? 32 : byte), 0)
    if (Number.parseInt(text(at + 148, at + 156), 8) !== sum) throw new Error('A sum of the archive is wrong')
    files.set(text(at, at + 100), text(at + 512, at + 512 + size))
    at += 512 + Math.ceil(size / 512) * 512
  }
  return files
}
