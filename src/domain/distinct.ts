/** Removes every item whose `key` (by default its JSON) equals that of an earlier one; keeps the order. */
export function distinct<Item>(items: readonly Item[], key: (item: Item) => unknown = JSON.stringify): Item[] {
  const said = new Map<unknown, Item>()
  for (const item of items) {
    const own = key(item)
    if (!said.has(own)) said.set(own, item)
  }
  return [...said.values()]
}
