/** Splits names at commas, also full-width and Japanese ones, and drops duplicates. */
export function splitNames(text: string): string[] {
  return [
    ...new Set(
      text
        .split(/[,，、]/)
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    ),
  ]
}
