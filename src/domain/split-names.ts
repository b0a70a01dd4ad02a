/** Splits names at commas, each once. Full-width and Japanese commas count too. */
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
