export interface Choice {
  readonly id: string
  readonly title: string
}

/** The previous or next choice, around the ends. */
export function neighbour(choices: readonly Choice[], of: string | undefined, by: 1 | -1): string | undefined {
  const at = choices.findIndex(({ id }) => id === of)
  const next = at < 0 ? (by === 1 ? 0 : choices.length - 1) : (at + by + choices.length) % choices.length
  return choices[next]?.id
}

/** Choices whose title or id contains a text. */
export function choicesWith(choices: readonly Choice[], text: string): readonly Choice[] {
  const wanted = text.normalize('NFKC').trim().toLowerCase()
  return choices.filter(({ id, title }) => [id, title].some((one) => one.toLowerCase().includes(wanted)))
}
