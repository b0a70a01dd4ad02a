const fence = /^```/

// Two columns wide. After other blanks it may begin a paragraph of a text.
const wideIndent = /^\u3000[ \u00A0\u3000]*/

/**
 * Restores pasted text to the YAML at its source: removes a Markdown code fence, and turns non-breaking blanks and wide input-method blanks in the
 * indentation into normal ones.
 */
export function pastedYaml(text: string): string {
  const lines = text.split(/(?<=\n)/)
  const isFenced = fence.test(lines.find((line) => line.trim() !== '') ?? '')
  return (isFenced ? fencedLines(lines) : lines)
    .map((line) =>
      line
        .replace(wideIndent, (blanks) => blanks.replaceAll('\u3000', '  '))
        .replace(/^[ \u00A0]+/, (blanks) => ' '.repeat(blanks.length)),
    )
    .join('')
}

/** Lines inside the code blocks of a Markdown text; each block is a document of its own. */
function fencedLines(lines: readonly string[]): readonly string[] {
  let isInside = false
  return lines.flatMap((line) => {
    if (!fence.test(line)) return isInside ? [line] : []
    isInside = !isInside
    return isInside ? ['---\n'] : []
  })
}
