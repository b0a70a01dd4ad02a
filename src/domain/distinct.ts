/** The items without those that say the same as one before them: what they say is their `key`, all of them unless given. The order stays. */
export function distinct<Item>(items: readonly Item[], key: (item: Item) => unknown = JSON.stringify): Item[] {
  const said = new Map<unknown, Item>()
  for (const item of items) {
    const own = key(item)
    if (!said.has(own)) said.set(own, item)
  }
  return [...said.values()]
}
