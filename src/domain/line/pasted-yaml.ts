const fence = /^```/

/** A pasted text as the YAML that it was where it was copied: without a code fence around it, its lines indented with blanks that do not break. */
export function pastedYaml(text: string): string {
  const lines = text.split(/(?<=\n)/)
  const isFenced = fence.test(lines.find((line) => line.trim() !== '') ?? '')
  return (isFenced ? fencedLines(lines) : lines)
    .map((line) => line.replace(/^[ \u00A0]+/, (blanks) => ' '.repeat(blanks.length)))
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
