const fence = /^```/

// Two columns wide. Behind other blanks it may begin a paragraph of a text.
const wideIndent = /^\u3000[ \u00A0\u3000]*/

/**
 * A pasted text as the YAML that it was where it was copied: without a code fence around it, its lines indented with blanks that do not break,
 * or with the wide ones of an input method.
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

/** What stands in the blocks of a Markdown text; each of them is a document of its own. */
function fencedLines(lines: readonly string[]): readonly string[] {
  let isInside = false
  return lines.flatMap((line) => {
    if (!fence.test(line)) return isInside ? [line] : []
    isInside = !isInside
    return isInside ? ['---\n'] : []
  })
}
