/** Names written with commas between them, each once. Full-width and Japanese commas count too. */
export function namesOf(text: string): string[] {
  return [
    ...new Set(
      text
        .split(/[,，、]/)
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    ),
  ]
}
