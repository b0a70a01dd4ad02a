/** Whether a name matches one of the patterns: `*` is anything but a slash, `**` anything, `?` one character but a slash. */
export function matchesAny(patterns: readonly string[], name: string): boolean {
  return patterns.some((pattern) => expressionOf(pattern).test(name))
}

function expressionOf(pattern: string): RegExp {
  const source = pattern.replaceAll(/\*\*\/|\*\*|\*|\?|[^*?]+/g, (part) => {
    if (part === '**/') return '(?:.*/)?'
    if (part === '**') return '.*'
    if (part === '*') return '[^/]*'
    return part === '?' ? '[^/]' : part.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
  })
  return new RegExp(`^${source}$`, 'u')
}
